/// Runs the golden requests of the files on disk against what is bound on this machine. Start at
/// [GoldenRun].
@NullMarked
package dev.millwright.cli.golden;

import org.jspecify.annotations.NullMarked;
