package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Objects;

/// An object as of a write of it: all that who waits for it has to keep.
record Generation(ObjectKind kind, String name, long number) {
  static Generation of(GenericKubernetesResource applied) {
    return new Generation(
        ObjectKind.of(applied.getKind()).orElseThrow(),
        applied.getMetadata().getName(),
        number(applied));
  }

  /// Whether what was seen is of that write, or of a later one.
  boolean isIn(GenericKubernetesResource seen) {
    return number(seen) >= number;
  }

  private static long number(GenericKubernetesResource object) {
    return Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
  }
}
