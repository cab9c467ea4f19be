/// A rollout on a real API server, through deaths and a bad network; nothing runs in pods. Start at
/// [Life].
@NullMarked
package dev.millwright.reconciler.platform.kubernetes.faults;

import org.jspecify.annotations.NullMarked;
