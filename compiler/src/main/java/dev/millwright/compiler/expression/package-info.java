/// SQL text becomes `spec`'s typed expression tree: Apache Calcite parses and infers types, and
/// what would not mean the same in every engine is refused. Start at [ExpressionTyper].
@NullMarked
package dev.millwright.compiler.expression;

import org.jspecify.annotations.NullMarked;
