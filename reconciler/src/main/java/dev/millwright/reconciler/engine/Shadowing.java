package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Copied;
import dev.millwright.reconciler.platform.Copies;
import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Has a release be asked what another one answers, and judges its answers, which nobody gets.
final class Shadowing {
  private final Verdicts verdicts;
  private final Pauses pauses;

  Shadowing(World world, Pauses pauses) {
    this.verdicts = new Verdicts(world);
    this.pauses = pauses;
  }

  /// Whose requests are copied.
  static Copies copies(Release base, Release target) {
    SortedSet<Name> graphs = new TreeSet<>();
    for (Component graph : target.shadows(base.components())) {
      graphs.add(graph.address().name());
    }
    return new Copies(target.id(), graphs);
  }

  /// Lets copies be made for as long as the graph says that waits longest, tells what came of them
  /// and judges that as a share is judged.
  ///
  /// @throws StepFailure when the analysis fails
  void watch(Release base, Release target) throws StepFailure, InterruptedException {
    Optional<Rollout> rollout = slowest(base, target);
    if (rollout.isEmpty()) {
      return;
    }
    SortedMap<Digest, ReleaseTraffic> before = verdicts.measured(Gateway::traffic);
    SortedMap<Digest, Copied> copiedBefore = verdicts.measured(Gateway::copied);
    pauses.pause(rollout.get().pause());
    Copied copied =
        verdicts
            .measured(Gateway::copied)
            .getOrDefault(target.id(), Copied.NONE)
            .since(copiedBefore.getOrDefault(target.id(), Copied.NONE));
    ReleaseTraffic stable = Shifting.since(before, verdicts.measured(Gateway::traffic), base);
    verdicts.tell(target, words(copied));
    verdicts.pass(target, target.shadows(base.components()), copied.traffic(), Optional.of(stable));
  }

  private static Optional<Rollout> slowest(Release base, Release target) {
    return target.shadows(base.components()).stream()
        .map(graph -> ((ServingGraph) graph.definition()).rollout())
        .max(Comparator.comparing(Rollout::pause));
  }

  /// What came of copies, for people.
  static String words(Copied copied) {
    StringBuilder words = new StringBuilder("shadow: ");
    words.append(copied.traffic().requests()).append(" copies answered, ");
    words.append(copied.traffic().errors()).append(" with an error");
    if (copied.dropped() > 0) {
      words.append(", ").append(copied.dropped()).append(" dropped");
    }
    if (copied.compared() > 0) {
      words.append("; of ").append(copied.compared()).append(" answers compared ");
      words.append(copied.differing()).append(" differ").append(fields(copied));
    }
    return words.toString();
  }

  private static String fields(Copied copied) {
    return copied.fields().entrySet().stream()
        .filter(field -> field.getValue().sum() > 0)
        .map(field -> field.getKey() + words(field.getValue()))
        .reduce((one, other) -> one + ", " + other)
        .map(all -> ": " + all)
        .orElse("");
  }

  private static String words(Copied.Apart apart) {
    return String.format(
        Locale.ROOT,
        " by %.4g on average, %.4g at most",
        apart.sum() / apart.answers(),
        apart.most());
  }
}
