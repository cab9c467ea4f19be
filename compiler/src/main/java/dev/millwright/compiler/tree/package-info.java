/// What a commit, or a folder being edited, offers to the compiler: plain files by path, each with
/// the ids that git gives it. Nothing is checked out. Start at [ProjectTree].
@NullMarked
package dev.millwright.compiler.tree;

import org.jspecify.annotations.NullMarked;
