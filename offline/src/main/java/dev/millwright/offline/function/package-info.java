/// Calls an author's handler: its classes in a loader of their own, its arguments by name and type.
/// Start at [Handler].
@NullMarked
package dev.millwright.offline.function;

import org.jspecify.annotations.NullMarked;
