/// Requests at a fixed rate to real processes: a served model, and a rollout under load. Start at
/// [ServedModel].
@NullMarked
package dev.millwright.bench.load;

import org.jspecify.annotations.NullMarked;
