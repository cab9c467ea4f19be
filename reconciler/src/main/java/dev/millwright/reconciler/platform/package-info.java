/// What the engine asks of the place where components run. Small on purpose: jobs, graph replicas,
/// the gateway, and an end to everything. Start at [Platform].
@NullMarked
package dev.millwright.reconciler.platform;

import org.jspecify.annotations.NullMarked;
