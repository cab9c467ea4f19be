package dev.millwright.reconciler.platform.kubernetes.health;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One of an object's conditions.
///
/// @param status `True`, `False` or `Unknown`
/// @param since when the status became what it is
record Condition(
    String type, String status, String reason, String message, Optional<Instant> since) {
  static Condition of(JsonNode json) {
    return new Condition(
        json.path("type").asString(""),
        json.path("status").asString(""),
        json.path("reason").asString(""),
        json.path("message").asString("").strip(),
        Times.at(json.path("lastTransitionTime")));
  }

  boolean isTrue() {
    return status.equals("True");
  }

  boolean isFalse() {
    return status.equals("False");
  }

  /// Such as `Ready is False: ContainersNotReady`.
  String text() {
    String state = type + " is " + status;
    return reason.isEmpty() ? state : state + ": " + reason;
  }

  /// The message, or the reason where there is none.
  String why() {
    return message.isEmpty() ? text() : message;
  }
}
