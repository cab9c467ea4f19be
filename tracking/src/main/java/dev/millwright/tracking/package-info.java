/// TODO sign.
@NullMarked
package dev.millwright.tracking;

import org.jspecify.annotations.NullMarked;
