/// How commands speak: data to standard output, messages to standard error, colour and progress on
/// a terminal only. Start at [Console].
@NullMarked
package dev.millwright.cli.output;

import org.jspecify.annotations.NullMarked;
