/// Joined examples in memory, what is kept of their columns, and how missing values are filled.
/// Start at [Examples].
@NullMarked
package dev.millwright.offline.examples;

import org.jspecify.annotations.NullMarked;
