/// The process that jobs run in. Start at [JobMain].
@NullMarked
package dev.millwright.offline;

import org.jspecify.annotations.NullMarked;
