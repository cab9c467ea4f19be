/// Everything that must fit together in a commit: types along every edge, expressions over the
/// names in scope, topologies, files. What comes out has every formula typed. Start at [Types].
@NullMarked
package dev.millwright.compiler.type;

import org.jspecify.annotations.NullMarked;
