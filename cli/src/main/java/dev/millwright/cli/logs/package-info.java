/// Finds and follows the log files of a project's processes. Start at [LogFiles].
@NullMarked
package dev.millwright.cli.logs;

import org.jspecify.annotations.NullMarked;
