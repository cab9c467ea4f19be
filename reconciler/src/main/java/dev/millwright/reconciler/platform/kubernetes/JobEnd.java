package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How a Job came to its end.
///
/// @param reason the cluster's word for a failure; empty when it succeeded
record JobEnd(boolean succeeded, String reason, String message) {
  /// Absent while it runs.
  static Optional<JobEnd> of(GenericKubernetesResource job) {
    return job.get("status", "conditions") instanceof List<?> conditions
        ? conditions.stream()
            .filter(it -> it instanceof Map<?, ?>)
            .map(it -> (Map<?, ?>) it)
            .filter(it -> "True".equals(it.get("status")))
            .flatMap(it -> of(it).stream())
            .findFirst()
        : Optional.empty();
  }

  private static Optional<JobEnd> of(Map<?, ?> condition) {
    return switch (Objects.toString(condition.get("type"), "")) {
      case "Complete" -> Optional.of(new JobEnd(true, "", ""));
      case "Failed" ->
          Optional.of(
              new JobEnd(
                  false,
                  Objects.toString(condition.get("reason"), ""),
                  Objects.toString(condition.get("message"), "")));
      default -> Optional.empty();
    };
  }

  /// Whether it took longer than it may.
  boolean isOverdue() {
    return reason.equals("DeadlineExceeded");
  }
}
