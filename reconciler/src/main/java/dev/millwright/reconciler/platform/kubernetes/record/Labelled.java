package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.release.Release;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The labels of all custom resources.
final class Labelled {
  private Labelled() {}

  /// @param release any of the project; absent before there is one
  static Map<String, String> of(Followed followed, Optional<Release> release) {
    Map<String, String> labels =
        new TreeMap<>(
            Map.of(
                "app.kubernetes.io/managed-by",
                "millwright",
                "millwright.dev/environment",
                followed.environment().text()));
    release.ifPresent(it -> labels.put("millwright.dev/project", it.project().text()));
    return labels;
  }
}
