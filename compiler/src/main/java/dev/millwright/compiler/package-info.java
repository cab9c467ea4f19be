/// A commit becomes a release: its resources are read, patched for an environment, checked, typed,
/// and given versions. Pure: the same files give the same bytes anywhere. Start at [Compiler].
@NullMarked
package dev.millwright.compiler;

import org.jspecify.annotations.NullMarked;
