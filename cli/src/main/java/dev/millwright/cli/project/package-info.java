/// Where a project stands in its git repository, and where this machine keeps its state. Start at
/// [ProjectLocation].
@NullMarked
package dev.millwright.cli.project;

import org.jspecify.annotations.NullMarked;
