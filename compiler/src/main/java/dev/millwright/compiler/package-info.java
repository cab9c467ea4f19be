/// TODO sign.
@NullMarked
package dev.millwright.compiler;

import org.jspecify.annotations.NullMarked;
