package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.Telling.Happening;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StoryLine;
import dev.millwright.tracking.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Tells what happened, each line once: it remembers on record how far it has told, and what it
/// tells again after a crash has a name that the cluster knows.
final class Outbox {
  /// The name of the pointer to the line that was told last.
  private static final String TOLD = "told-on-cluster";

  /// What is older, the cluster would have forgotten by now.
  private static final Duration NEWS = Duration.ofHours(1);

  private final Cluster cluster;
  private final Tracking tracking;
  private final InstantSource clock;
  private final Map<String, Phase> phases = new HashMap<>();

  Outbox(Cluster cluster, Tracking tracking, InstantSource clock) {
    this.cluster = cluster;
    this.tracking = tracking;
    this.clock = clock;
  }

  /// @param uid of an object that is there
  void tell(Telling telling, Function<ObjectKey, Optional<String>> uid) throws ClusterFailure {
    for (RolloutRecord rollout : telling.standing().rollouts().reversed()) {
      if (phases.get(rollout.id()) != rollout.phase()) {
        tell(telling.of(rollout), rollout.changed(), uid);
        phases.put(rollout.id(), rollout.phase());
      }
    }
    phases.keySet().retainAll(ids(telling.standing()));
    for (StoryLine line : tracking.story().after(told())) {
      tell(telling.of(line), line.at(), uid);
      tracking.pointers().set(TOLD, Long.toString(line.number()));
    }
  }

  private static List<String> ids(Standing standing) {
    return standing.rollouts().stream().map(RolloutRecord::id).toList();
  }

  private long told() {
    return tracking.pointers().find(TOLD).map(Long::parseLong).orElse(0L);
  }

  private void tell(Happening happening, Instant at, Function<ObjectKey, Optional<String>> uid)
      throws ClusterFailure {
    if (at.isAfter(clock.instant().minus(NEWS))) {
      cluster.tell(happening, uid.apply(happening.about()));
    }
  }
}
