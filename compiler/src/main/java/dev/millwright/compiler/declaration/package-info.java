/// The resources of a commit by address, each with its places, and the findings gathered so far:
/// what every check is given. Start at [Declarations].
@NullMarked
package dev.millwright.compiler.declaration;

import org.jspecify.annotations.NullMarked;
