/// The difference between two releases as values: changes, reasons, impact, steps. Start at [Plan].
@NullMarked
package dev.millwright.spec.plan;

import org.jspecify.annotations.NullMarked;
