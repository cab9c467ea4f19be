package dev.millwright.cli.replay;

import dev.millwright.cli.client.DaemonClient;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What the newest window of each live monitor says.
record Verdicts(DaemonClient daemon) {
  /// A sentence for each monitor.
  List<String> sentences() {
    return items(daemon.get("/components").path("components"))
        .map(component -> component.path("address").asString())
        .filter(address -> address.startsWith("Monitor/"))
        .map(address -> address.substring("Monitor/".length()))
        .map(this::sentence)
        .toList();
  }

  private String sentence(String monitor) {
    JsonNode newest =
        daemon.get("/monitors/" + monitor + "/windows?limit=1").path("windows").path(0);
    if (newest.isMissingNode()) {
      return monitor + ": no window yet";
    }
    JsonNode verdict = newest.path("verdict");
    String drifted =
        items(verdict.path("features"))
            .filter(feature -> feature.path("drifted").asBoolean())
            .map(Verdicts::words)
            .collect(Collectors.joining(", "));
    return "%s: %s%s"
        .formatted(
            monitor,
            verdict.path("verdict").asString().toLowerCase(Locale.ROOT).replace('_', ' '),
            drifted.isEmpty() ? "" : " (" + drifted + ")");
  }

  private static String words(JsonNode feature) {
    return "%s %s %.2f > %.2f"
        .formatted(
            feature.path("feature").asString(),
            feature.path("method").asString().toLowerCase(Locale.ROOT),
            feature.path("value").asDouble(),
            feature.path("threshold").asDouble());
  }

  private static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
