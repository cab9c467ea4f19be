/// Evaluates typed expressions over rows of canonical values, with the one meaning that expressions
/// have everywhere. Start at [ExpressionCompiler].
@NullMarked
package dev.millwright.runtime.expression;

import org.jspecify.annotations.NullMarked;
