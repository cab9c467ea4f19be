package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a Job came to its end.
///
/// @param reason the cluster's word for it
record JobEnd(String reason) {
  /// Absent while it runs.
  static Optional<JobEnd> of(GenericKubernetesResource job) {
    return job.get("status", "conditions") instanceof List<?> conditions
        ? conditions.stream()
            .filter(Map.class::isInstance)
            .map(it -> (Map<?, ?>) it)
            .filter(it -> "True".equals(it.get("status")) && isEnd(it.get("type")))
            .findFirst()
            .map(it -> new JobEnd(Objects.toString(it.get("reason"), "")))
        : Optional.empty();
  }

  private static boolean isEnd(@Nullable Object type) {
    return "Complete".equals(type) || "Failed".equals(type);
  }

  /// Whether it took longer than it may.
  boolean isOverdue() {
    return reason.equals("DeadlineExceeded");
  }
}
