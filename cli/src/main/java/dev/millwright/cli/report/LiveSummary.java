package dev.millwright.cli.report;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.follow.Outcome;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.tracking.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The end of `up`: what is live, where, a request that works, and what to try next.
public record LiveSummary(
    Console console,
    Output output,
    Tracking tracking,
    DaemonClient daemon,
    ProjectLocation project) {
  /// Prints it and answers the exit status.
  public int print(Outcome.Live live, Instant began) {
    Release release = tracking.releases().find(live.release()).orElseThrow();
    JsonNode status = daemon.get("/status");
    String gateway = status.path("gateway").path("url").asString("");
    List<String> notes = status.path("notes").valueStream().map(JsonNode::asString).toList();
    switch (output) {
      case json -> console.json(summary(release, live, gateway, notes));
      case text -> {
        say(release, live, gateway, Duration.between(began, Instant.now()));
        notes.forEach(note -> console.say("Note:      " + note));
      }
    }
    return ExitCode.OK.status();
  }

  private Map<String, Object> summary(
      Release release, Outcome.Live live, String gateway, List<String> notes) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("release", release.id().hex());
    summary.put("changed", live.changed());
    summary.put("gateway", gateway);
    summary.put("dashboard", daemon.daemon().url());
    summary.put("notes", notes);
    summary.put(
        "components",
        release.components().values().stream()
            .collect(
                Collectors.toMap(
                    c -> c.address().toString(),
                    c -> c.version().hex(),
                    (a, _) -> a,
                    LinkedHashMap::new)));
    return summary;
  }

  private void say(Release release, Outcome.Live live, String gateway, Duration took) {
    console.say(
        live.changed()
            ? "@|bold,green live|@  release %s in %.1f s"
                .formatted(release.id().brief(), took.toMillis() / 1000.0)
            : "@|bold,green live|@  release %s; nothing has changed"
                .formatted(release.id().brief()));
    console.say("");
    release
        .components()
        .values()
        .forEach(
            component ->
                console.say("  %-14s %s".formatted(component.address().kind(), component.label())));
    console.say("");
    release
        .of(Kind.SERVING_GRAPH)
        .forEach(graph -> console.say("Ask it:    " + curl(gateway, graph)));
    release.of(Kind.MODEL).forEach(this::judged);
    console.say(
        "Look at:   " + daemon.daemon().url() + "        what is live, and every rollout's story");
    console.say(
        "Try next:  edit a file, commit, and `millwright status --watch`; `millwright replay` plays"
            + " later months");
  }

  /// A request that works, from the graph's own request fields.
  private String curl(String gateway, Component graph) {
    ServingGraph definition = (ServingGraph) graph.definition();
    Instant now = tracking.pointers().dataClock().orElseGet(Instant::now);
    return "curl -i %s/%s -d %s"
        .formatted(
            gateway,
            definition.metadata().name(),
            quoted(new ExampleRequest(project.folder(), now).of(definition)));
  }

  /// One word for a POSIX shell.
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /// What the platform judged, against saying the same to everyone.
  private void judged(Component model) {
    tracking.runs().of(model.address(), 20).stream()
        .filter(run -> run.kind().equals("judge") && run.version().equals(model.version()))
        .filter(run -> run.outputs().containsKey("auc"))
        .findFirst()
        .ifPresent(run -> console.say("Judged:    " + Judged.line(model.label(), run.outputs())));
  }
}
