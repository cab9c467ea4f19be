/// An author's code in a process of Millwright's: its classes in a loader of their own, its method
/// by name, its arguments by name and type. Start at [AuthorMethod] for any, at [Answering] for one
/// that answers requests.
@NullMarked
package dev.millwright.runtime.function;

import org.jspecify.annotations.NullMarked;
