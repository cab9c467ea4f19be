/// TODO sign.
@NullMarked
package dev.millwright.bench;

import org.jspecify.annotations.NullMarked;
