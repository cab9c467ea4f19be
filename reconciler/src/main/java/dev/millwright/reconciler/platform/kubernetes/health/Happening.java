package dev.millwright.reconciler.platform.kubernetes.health;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An event.
///
/// @param uid whom it is about
/// @param path which part of it, such as `spec.containers{main}`; may be empty
/// @param first when it happened first
/// @param at when it happened last
record Happening(
    String uid, String path, String reason, String message, Instant first, Instant at) {
  static Happening of(JsonNode json) {
    return new Happening(
        json.at("/involvedObject/uid").asString(""),
        json.at("/involvedObject/fieldPath").asString(""),
        json.path("reason").asString(""),
        json.path("message").asString("").strip(),
        first(json).orElse(Instant.EPOCH),
        last(json).orElse(Instant.EPOCH));
  }

  boolean isOfContainer(String name) {
    return path.endsWith("{" + name + "}");
  }

  private static Optional<Instant> first(JsonNode json) {
    return Times.at(json.path("firstTimestamp"))
        .or(() -> Times.at(json.path("eventTime")))
        .or(() -> Times.at(json.at("/metadata/creationTimestamp")));
  }

  private static Optional<Instant> last(JsonNode json) {
    return Times.at(json.at("/series/lastObservedTime"))
        .or(() -> Times.at(json.path("lastTimestamp")))
        .or(() -> first(json));
  }
}
