/// TODO sign.
@NullMarked
package dev.millwright.offline;

import org.jspecify.annotations.NullMarked;
