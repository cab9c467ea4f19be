/// Carries out workflows: brings data up to its present, trains and judges beside what runs, and
/// proposes what proved itself as a commit. Start at [Workflows].
@NullMarked
package dev.millwright.reconciler.workflow;

import org.jspecify.annotations.NullMarked;
