package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.ReleaseRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what is shown of the record. Keeps what never changes, so that reading it again is cheap.
final class RecordReader {
  /// So many rollouts, and so many releases besides those that are in use, are shown.
  static final int MOST = 10;

  private static final int REVISIONS = 50;

  private final Tracking tracking;
  private Map<Digest, Release> contents = Map.of();

  RecordReader(Tracking tracking) {
    this.tracking = tracking;
  }

  Standing read() {
    List<RevisionRecord> revisions = tracking.releases().revisions(REVISIONS);
    List<RolloutRecord> rollouts = tracking.rollouts().list(MOST);
    Optional<Digest> live = tracking.pointers().live();
    Optional<Digest> lastGood = tracking.pointers().lastGood();
    Optional<RevisionRecord> desired = revisions.stream().filter(it -> !it.isRefused()).findFirst();
    Map<Digest, ReleaseRecord> releases = new LinkedHashMap<>();
    tracking.releases().list(MOST).forEach(it -> releases.put(it.id(), it));
    Stream.concat(
            Stream.of(live, lastGood, desired.flatMap(RevisionRecord::release))
                .flatMap(Optional::stream),
            rollouts.stream().flatMap(RecordReader::named))
        .distinct()
        .filter(id -> !releases.containsKey(id))
        .flatMap(id -> tracking.releases().record(id).stream())
        .forEach(it -> releases.put(it.id(), it));
    contents = contents(releases);
    return new Standing(
        revisions.stream().findFirst(),
        desired,
        live,
        lastGood,
        rollouts,
        new ArrayList<>(releases.values()),
        tracking.quarantine().list(),
        contents);
  }

  private static Stream<Digest> named(RolloutRecord rollout) {
    return Stream.concat(rollout.base().stream(), Stream.of(rollout.target()));
  }

  private Map<Digest, Release> contents(Map<Digest, ReleaseRecord> releases) {
    Map<Digest, Release> read = new HashMap<>();
    for (Digest id : releases.keySet()) {
      Optional.ofNullable(contents.get(id))
          .or(() -> tracking.releases().find(id))
          .ifPresent(content -> read.put(id, content));
    }
    return Map.copyOf(read);
  }
}
