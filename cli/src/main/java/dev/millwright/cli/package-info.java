/// TODO sign.
@NullMarked
package dev.millwright.cli;

import org.jspecify.annotations.NullMarked;
