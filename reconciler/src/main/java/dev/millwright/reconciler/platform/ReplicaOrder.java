package dev.millwright.reconciler.platform;

import dev.millwright.spec.resource.Resources;
import java.nio.file.Path;

/// A replica to run.
///
/// @param runtimeLib folder with the runtime's jars
public record ReplicaOrder(Replica replica, Path runtimeLib, Resources resources) {}
