package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.ReleaseRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The releases that are in use, and the newest of the others.
record ReleaseObjects(Followed followed, Standing standing) {
  private static final int REVISIONS = 10;

  /// What became of a release.
  enum State {
    LIVE,
    LAST_GOOD,
    ROLLING_OUT,
    QUARANTINED,
    PAST
  }

  List<ClusterObject> all() {
    return standing.releases().stream()
        .flatMap(
            record ->
                standing.content(Optional.of(record.id())).stream()
                    .map(content -> object(record, content)))
        .toList();
  }

  private ClusterObject object(ReleaseRecord record, Release content) {
    return ClusterObject.of(
        Shown.RELEASE,
        Words.release(record.id()),
        Labelled.of(followed, Optional.of(content)),
        spec(record, content),
        status(record, content));
  }

  private static Map<String, Object> spec(ReleaseRecord record, Release content) {
    return Map.of(
        "id",
        content.id().hex(),
        "project",
        content.project().text(),
        "environment",
        content.environment().text(),
        "revision",
        record.revisions().isEmpty() ? "unknown" : record.revisions().getLast(),
        "components",
        content.components().values().stream().map(ReleaseObjects::component).toList());
  }

  private static Map<String, String> component(Component component) {
    return Map.of(
        "kind", component.address().kind().word(),
        "name", component.address().name().text(),
        "version", component.version().hex(),
        "contract", component.contract().hex());
  }

  private Map<String, Object> status(ReleaseRecord record, Release content) {
    Map<String, Object> status = new TreeMap<>();
    status.put("state", Words.camel(state(record.id())));
    status.put("components", content.components().size());
    status.put("revisions", record.revisions().stream().limit(REVISIONS).toList());
    record.revisions().stream()
        .findFirst()
        .ifPresent(newest -> status.put("shortRevision", Words.brief(newest)));
    standing
        .quarantined(record.id())
        .map(QuarantineRecord::cause)
        .ifPresent(cause -> status.put("cause", Words.clipped(cause)));
    status.put("since", Times.seconds(record.at()));
    return status;
  }

  private State state(Digest id) {
    if (standing.quarantined(id).isPresent()) {
      return State.QUARANTINED;
    }
    if (standing.inProgress().filter(rollout -> rollout.target().equals(id)).isPresent()) {
      return State.ROLLING_OUT;
    }
    if (standing.live().filter(id::equals).isPresent()) {
      return State.LIVE;
    }
    return standing.lastGood().filter(id::equals).isPresent() ? State.LAST_GOOD : State.PAST;
  }
}
