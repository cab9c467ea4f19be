/// The components of a release and what they take from one another, drawn for people and for
/// programs. Pure. Start at [ComponentGraph].
@NullMarked
package dev.millwright.compiler.graph;

import org.jspecify.annotations.NullMarked;
