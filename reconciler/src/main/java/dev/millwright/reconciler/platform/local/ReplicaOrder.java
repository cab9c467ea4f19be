package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.spec.resource.Resources;
import java.nio.file.Path;
import java.util.List;

/// A replica to run, as it is kept beside it for the next daemon.
///
/// @param runtimeLib folder with the runtime's jars
record ReplicaOrder(Replica replica, Path runtimeLib, Resources resources) {
  static List<ReplicaOrder> of(GraphOrder order) {
    return order.replicas().stream()
        .map(
            replica ->
                new ReplicaOrder(replica, order.image().runtimeLib(), order.graph().resources()))
        .toList();
  }
}
