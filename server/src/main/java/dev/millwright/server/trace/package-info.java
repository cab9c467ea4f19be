/// Rollouts as traces, for whoever collects those. Start at [RolloutTraces].
@NullMarked
package dev.millwright.server.trace;

import org.jspecify.annotations.NullMarked;
