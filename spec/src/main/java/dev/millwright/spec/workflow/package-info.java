/// How the steps of a workflow hang together: what they wait for and what they take from one
/// another. Start at [Sequence].
@NullMarked
package dev.millwright.spec.workflow;

import org.jspecify.annotations.NullMarked;
