/// TODO sign.
@NullMarked
package dev.millwright.testkit;

import org.jspecify.annotations.NullMarked;
