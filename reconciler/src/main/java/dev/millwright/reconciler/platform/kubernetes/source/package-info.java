/// Several projects in one process: each Source is one, acts as its own account, and starts and
/// stops as its Source comes and goes. Start at [Projects].
@NullMarked
package dev.millwright.reconciler.platform.kubernetes.source;

import org.jspecify.annotations.NullMarked;
