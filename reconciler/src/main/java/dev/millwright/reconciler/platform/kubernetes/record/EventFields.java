package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.Telling.Happening;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An event of `events.k8s.io/v1`.
final class EventFields {
  private EventFields() {}

  /// @param uid of what it is about: `kubectl describe` looks for it
  static Map<String, Object> of(
      Happening happening,
      Followed followed,
      String apiVersion,
      String controller,
      Optional<String> uid) {
    Map<String, Object> regarding = new TreeMap<>();
    regarding.put("apiVersion", apiVersion);
    regarding.put("kind", happening.about().resource().kind());
    regarding.put("name", happening.about().name());
    regarding.put("namespace", followed.namespace());
    uid.ifPresent(it -> regarding.put("uid", it));
    return Map.of(
        "action",
        "Reconcile",
        "eventTime",
        Times.micros(happening.at()),
        "note",
        happening.note(),
        "reason",
        happening.reason(),
        "regarding",
        regarding,
        "reportingController",
        controller,
        "reportingInstance",
        followed.instance(),
        "type",
        happening.isWarning() ? "Warning" : "Normal");
  }
}
