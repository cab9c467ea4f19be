package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.spec.resource.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A replica to run, as it is kept beside it for the next daemon.
///
/// @param runtimeLib folder with the runtime's jars
/// @param functions what it runs of an author's, if anything
record ReplicaOrder(
    Replica replica, Path runtimeLib, Resources resources, Optional<AuthorCode> functions) {
  static List<ReplicaOrder> of(GraphOrder order) {
    return order.replicas().stream()
        .map(
            replica ->
                new ReplicaOrder(
                    replica,
                    order.image().runtimeLib(),
                    order.graph().resources(),
                    AuthorCode.of(order)))
        .toList();
  }
}
