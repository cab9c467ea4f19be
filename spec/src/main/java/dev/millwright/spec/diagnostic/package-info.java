/// Findings as values: what is wrong, where, why, and what to type instead. Start at [Diagnostic].
@NullMarked
package dev.millwright.spec.diagnostic;

import org.jspecify.annotations.NullMarked;
