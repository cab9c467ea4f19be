/// TODO sign.
@NullMarked
package dev.millwright.builder;

import org.jspecify.annotations.NullMarked;
