package dev.millwright.reconciler.platform.kubernetes.record;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// A condition of a custom resource, as `kubectl wait` and `kubectl describe` read it.
///
/// @param since when it became so, if it has become so now
record Condition(String type, Truth status, String reason, String message, Instant since) {
  enum Truth {
    TRUE,
    FALSE,
    UNKNOWN
  }

  static Condition of(String type, boolean holds, String reason, String message, Instant since) {
    return new Condition(type, holds ? Truth.TRUE : Truth.FALSE, reason, message, since);
  }

  Map<String, Object> fields() {
    return new TreeMap<>(
        Map.of(
            "type", type,
            "status", Words.camel(status),
            "reason", reason,
            "message", Words.clipped(message),
            "lastTransitionTime", Times.seconds(since)));
  }
}
