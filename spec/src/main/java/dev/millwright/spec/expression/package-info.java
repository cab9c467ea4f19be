/// The small typed expression tree that every engine gives the same meaning: DuckDB offline, JVM
/// code online. No text is parsed here. Start at [Expression].
@NullMarked
package dev.millwright.spec.expression;

import org.jspecify.annotations.NullMarked;
