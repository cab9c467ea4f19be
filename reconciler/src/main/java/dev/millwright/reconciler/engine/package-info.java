/// Carries rollouts out: every intent is durable before its side effect, and a restart goes on from
/// what was intended. What it needs of the world stands behind the interfaces here. Start at
/// [Engine].
@NullMarked
package dev.millwright.reconciler.engine;

import org.jspecify.annotations.NullMarked;
