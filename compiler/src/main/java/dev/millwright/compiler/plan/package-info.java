/// The difference between two releases, as a plan: what changes, why, what it reaches, in which
/// steps. Pure; the same releases give the same bytes. Start at [Planner].
@NullMarked
package dev.millwright.compiler.plan;

import org.jspecify.annotations.NullMarked;
