package dev.millwright.cli.report;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.client.DaemonFile;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.tracking.AlertRecord;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.WindowRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What runs, what is under way, and what was refused.
///
/// @param dashboard where the daemon's pages are; absent when it does not run
/// @param refused the newest revision, when it was refused
/// @param windows the newest window of each monitor
/// @param notes sentences that the running daemon adds
public record StatusReport(
    boolean running,
    Optional<String> dashboard,
    Optional<Digest> live,
    Optional<Digest> lastGood,
    List<String> revisions,
    List<Live> components,
    Optional<RolloutRecord> rollout,
    Optional<RevisionRecord> refused,
    List<QuarantineRecord> quarantine,
    List<WindowRecord> windows,
    List<AlertRecord> alerts,
    Optional<Instant> dataClock,
    List<String> notes) {
  /// One live component.
  public record Live(String address, String version) {}

  public static StatusReport of(Tracking tracking, Optional<DaemonFile> daemon) {
    Optional<Release> live = tracking.pointers().live().flatMap(tracking.releases()::find);
    boolean running = daemon.filter(DaemonFile::isAlive).isPresent();
    return new StatusReport(
        running,
        daemon.filter(_ -> running).map(DaemonFile::url),
        live.map(Release::id),
        tracking.pointers().lastGood(),
        live.map(release -> tracking.releases().revisionsOf(release.id())).orElse(List.of()),
        live.map(StatusReport::components).orElse(List.of()),
        tracking.rollouts().inProgress(),
        tracking.releases().revisions(1).stream().filter(RevisionRecord::isRefused).findFirst(),
        tracking.quarantine().list(),
        live.map(release -> windows(tracking, release)).orElse(List.of()),
        tracking.monitoring().alerts(5),
        tracking.pointers().dataClock(),
        daemon.filter(_ -> running).map(StatusReport::notes).orElse(List.of()));
  }

  /// Who takes traffic while that is shared, and what the daemon has to say besides.
  private static List<String> notes(DaemonFile daemon) {
    JsonNode status = new DaemonClient(daemon).get("/status");
    List<String> notes = new ArrayList<>();
    if (status.path("shares").size() > 1) {
      status
          .path("shares")
          .forEach(
              share ->
                  notes.add(
                      "%d %% of the traffic goes to release %s"
                          .formatted(
                              share.path("percent").asInt(),
                              share.path("release").asString().substring(0, 8))));
    }
    status.path("notes").forEach(note -> notes.add(note.asString()));
    return notes;
  }

  private static List<Live> components(Release release) {
    return release.components().values().stream()
        .map(component -> new Live(component.address().toString(), component.version().hex()))
        .toList();
  }

  private static List<WindowRecord> windows(Tracking tracking, Release release) {
    return release.components().values().stream()
        .map(Component::definition)
        .filter(Monitor.class::isInstance)
        .map(monitor -> monitor.metadata().name())
        .flatMap((Name monitor) -> tracking.monitoring().windows(monitor, 1).stream())
        .toList();
  }
}
