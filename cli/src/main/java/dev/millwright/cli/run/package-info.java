/// Runs a function by hand through the daemon, and follows it to its end. Start at [HandRun].
@NullMarked
package dev.millwright.cli.run;

import org.jspecify.annotations.NullMarked;
