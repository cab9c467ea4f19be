package dev.millwright.reconciler.platform.kubernetes.health;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Points in time as the API writes them.
final class Times {
  private Times() {}

  /// Absent too where nobody knew: the API then writes the epoch.
  static Optional<Instant> at(JsonNode json) {
    if (!json.isString()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(json.asString())).filter(Instant.EPOCH::isBefore);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
