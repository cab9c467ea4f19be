/// Where a project's state lies on this machine. Paths and atomic files, nothing else. Start at
/// [StateLayout].
@NullMarked
package dev.millwright.reconciler.state;

import org.jspecify.annotations.NullMarked;
