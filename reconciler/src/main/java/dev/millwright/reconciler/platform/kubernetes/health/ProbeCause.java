package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.LIVENESS_FAILS;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.READINESS_FAILS;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.STARTUP_FAILS;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a node says of a container's probes. It says it in events only.
final class ProbeCause {
  private static final Phrase FAILED =
      Phrase.of("^(\\w+) probe (?:failed|errored)[^:]*: ?(?s:(.*))");
  private static final Phrase KILLED = Phrase.of("failed (liveness|startup) probe");

  private ProbeCause() {}

  /// Of a container that runs and is not ready.
  static Optional<Cause> ofRunning(Contained container) {
    Instant start = container.time("/state/running/startedAt").orElse(Instant.EPOCH);
    return container
        .events("Unhealthy")
        .filter(event -> !event.at().isBefore(start))
        .flatMap(event -> read(container, event).stream())
        .findFirst();
  }

  /// Of a container that was ended for a probe.
  ///
  /// @param start when the container that ended had been started
  static Optional<Cause> ofKilled(Contained container, Instant start) {
    return container
        .events("Killing")
        .filter(event -> !event.at().isBefore(start))
        .flatMap(event -> KILLED.in(event.message(), found -> found.group(1)).stream())
        .findFirst()
        .flatMap(probe -> last(container, probe));
  }

  private static Optional<Cause> last(Contained container, String probe) {
    return container
        .events("Unhealthy")
        .filter(event -> event.message().regionMatches(true, 0, probe, 0, probe.length()))
        .flatMap(event -> read(container, event).stream())
        .findFirst();
  }

  private static Optional<Cause> read(Contained container, Happening event) {
    return FAILED.in(
        event.message(),
        found ->
            switch (found.group(1)) {
              case "Readiness" ->
                  is(container, event, READINESS_FAILS, "readinessProbe", found.group(2));
              case "Startup" -> is(container, event, STARTUP_FAILS, "startupProbe", found.group(2));
              default -> is(container, event, LIVENESS_FAILS, "livenessProbe", found.group(2));
            });
  }

  private static Cause is(
      Contained container, Happening event, Hang hang, String probe, String text) {
    String said = Words.last(text).isEmpty() ? "it says nothing" : Words.last(text);
    return Sight.of(container.pod(), event)
        .is(
            hang,
            "%s fails its %s%s: %s."
                .formatted(
                    container.title(),
                    probe.replace("Probe", " probe"),
                    asked(container.spec().path(probe)),
                    said));
  }

  /// What the probe asks, as far as a word says it.
  private static String asked(JsonNode probe) {
    JsonNode http = probe.path("httpGet");
    if (http.isObject()) {
      return " (GET %s on port %s)"
          .formatted(http.path("path").asString("/"), http.path("port").asString(""));
    }
    JsonNode port = probe.at("/tcpSocket/port");
    return port.isMissingNode() ? "" : " (port %s)".formatted(port.asString(""));
  }
}
