/// Writes a new project that runs: its files, its sample data, its first commit. Start at
/// [NewProject].
@NullMarked
package dev.millwright.cli.init;

import org.jspecify.annotations.NullMarked;
