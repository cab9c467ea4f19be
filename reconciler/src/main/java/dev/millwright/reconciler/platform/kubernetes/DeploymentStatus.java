package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.jspecify.annotations.Nullable;

/// How far a Deployment is. Stricter than the health of an object, where pods may be too many for a
/// moment: who waits has asked for a number.
final class DeploymentStatus {
  private static final String STATUS = "status";

  private DeploymentStatus() {}

  /// Whether every replica is of its newest template, ready and available.
  static boolean isReady(GenericKubernetesResource deployment) {
    long wanted = number(deployment.get("spec", "replicas"), 1);
    return number(deployment.get(STATUS, "observedGeneration"), 0)
            >= number(deployment.getMetadata().getGeneration(), 0)
        && number(deployment.get(STATUS, "updatedReplicas"), 0) == wanted
        && number(deployment.get(STATUS, "replicas"), 0) == wanted
        && number(deployment.get(STATUS, "availableReplicas"), 0) == wanted;
  }

  private static long number(@Nullable Object number, long otherwise) {
    return number instanceof Number it ? it.longValue() : otherwise;
  }
}
