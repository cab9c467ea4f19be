/// TODO sign.
@NullMarked
package dev.millwright.runtime;

import org.jspecify.annotations.NullMarked;
