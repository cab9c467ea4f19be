/// TODO sign.
@NullMarked
package dev.millwright.serving;

import org.jspecify.annotations.NullMarked;
