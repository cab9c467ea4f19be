/// What the record says, as custom resources and events of the cluster, for `kubectl`: a copy that
/// nothing is decided by. Start at [ClusterRecord].
@NullMarked
package dev.millwright.reconciler.platform.kubernetes.record;

import org.jspecify.annotations.NullMarked;
