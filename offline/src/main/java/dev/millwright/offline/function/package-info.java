/// Calls the handler of a job: whole data in, declared outputs out. Start at [Handler].
@NullMarked
package dev.millwright.offline.function;

import org.jspecify.annotations.NullMarked;
