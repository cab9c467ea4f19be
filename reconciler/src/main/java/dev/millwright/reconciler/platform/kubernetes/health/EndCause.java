package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.CRASH_LOOP;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.ENDS_BY_ITSELF;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.OUT_OF_MEMORY;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a container died of.
///
/// @param end its `terminated` state
record EndCause(Contained container, JsonNode end) {
  /// Of a container that is not running now.
  static Optional<Cause> ofThis(Contained container) {
    return of(container, container.status().at("/state/terminated"));
  }

  /// Of a container that was started again, or waits for that.
  static Optional<Cause> ofLast(Contained container) {
    return of(container, container.status().at("/lastState/terminated"))
        .or(() -> ofThis(container));
  }

  private static Optional<Cause> of(Contained container, JsonNode end) {
    return end.isObject() ? new EndCause(container, end).judged() : Optional.empty();
  }

  private Optional<Cause> judged() {
    return switch (reason()) {
      case "OOMKilled" -> Optional.of(memory());
      case "StartError", "ContainerCannotRun" ->
          Optional.of(StartCause.of(container, sight(), message()));
      default -> ended();
    };
  }

  private Optional<Cause> ended() {
    return ProbeCause.ofKilled(container, startedAt())
        .or(() -> StartCause.format(container, sight(), message()))
        .or(() -> code() == 0 ? well() : Optional.of(crashed()));
  }

  private Optional<Cause> well() {
    return container.mustStay()
        ? Optional.of(
            sight()
                .is(
                    ENDS_BY_ITSELF,
                    "%s is to run on, and ended by itself without an error."
                        .formatted(container.title())))
        : Optional.empty();
  }

  private Cause memory() {
    String limit = container.spec().at("/resources/limits/memory").asString("of the node");
    return sight()
        .is(
            OUT_OF_MEMORY,
            "%s was ended because it took more memory than its limit, %s."
                .formatted(container.title(), limit));
  }

  private Cause crashed() {
    String words = Words.last(message());
    String last = words.isEmpty() ? "it left no last words" : "its last words: " + words;
    return sight()
        .is(
            CRASH_LOOP,
            "%s ended with exit code %s; %s.".formatted(container.title(), named(code()), last));
  }

  private static String named(int code) {
    return switch (code) {
      case 134 -> "134 (aborted)";
      case 137 -> "137 (killed)";
      case 139 -> "139 (segmentation fault)";
      case 143 -> "143 (told to end)";
      default -> Integer.toString(code);
    };
  }

  private Sight sight() {
    return new Sight(
        container.pod(),
        "container %s ended: %s".formatted(container.name(), reason()),
        Times.at(end.path("finishedAt")));
  }

  private String reason() {
    return end.path("reason").asString("Error");
  }

  private String message() {
    return end.path("message").asString("");
  }

  private int code() {
    return end.path("exitCode").asInt(0);
  }

  private Instant startedAt() {
    return Times.at(end.path("startedAt")).orElse(Instant.EPOCH);
  }
}
