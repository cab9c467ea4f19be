/// Changes to a project's files as text, for proposals: one value moves, everything else stays to
/// the byte. Pure. Start at [CutOffEdit].
@NullMarked
package dev.millwright.compiler.edit;

import org.jspecify.annotations.NullMarked;
