package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.CLAIM_IN_USE;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.FINALIZER;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.NAMESPACE_HELD;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.TERMINATING_LATE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What keeps an object that is to be deleted.
final class DeletionCause {
  /// What a kubelet needs to say that a pod has ended.
  private static final Duration SLACK = Duration.ofSeconds(10);

  private static final String CLAIM_GUARD = "kubernetes.io/pvc-protection";

  private DeletionCause() {}

  static Optional<Cause> of(Surroundings surroundings, Live live) {
    return live.time("/metadata/deletionTimestamp").flatMap(at -> of(surroundings, live, at));
  }

  private static Optional<Cause> of(Surroundings surroundings, Live live, Instant at) {
    Sight sight = new Sight(live, "deletionTimestamp is set", Optional.of(at));
    return inUse(surroundings, sight)
        .or(() -> ofNamespace(live))
        .or(() -> finalizers(sight))
        .or(() -> NodeCause.of(surroundings, live))
        .or(() -> late(surroundings, sight, at));
  }

  private static Optional<Cause> inUse(Surroundings surroundings, Sight sight) {
    Live live = sight.about();
    List<String> users = ClaimCause.users(surroundings, live);
    return live.texts("/metadata/finalizers").contains(CLAIM_GUARD) && !users.isEmpty()
        ? Optional.of(
            sight.is(
                CLAIM_IN_USE,
                "The claim is to be deleted and stays until no pod uses it: %s."
                    .formatted(String.join(", ", users))))
        : Optional.empty();
  }

  /// A namespace goes after all that is in it.
  private static Optional<Cause> ofNamespace(Live live) {
    return live.kind().equals("Namespace")
        ? Stream.of(
                "NamespaceDeletionDiscoveryFailure",
                "NamespaceDeletionGroupVersionParsingFailure",
                "NamespaceDeletionContentFailure",
                "NamespaceFinalizersRemaining",
                "NamespaceContentRemaining")
            .flatMap(type -> live.affirmed(type).stream())
            .map(held -> Sight.of(live, held).is(NAMESPACE_HELD, namespace(held)))
            .findFirst()
        : Optional.empty();
  }

  private static String namespace(Condition held) {
    return "The namespace is to be deleted and is not empty: %s.".formatted(Words.of(held.why()));
  }

  private static Optional<Cause> finalizers(Sight sight) {
    List<String> holders = sight.about().texts("/metadata/finalizers");
    return holders.isEmpty()
        ? Optional.empty()
        : Optional.of(
            sight.is(
                FINALIZER,
                "It is to be deleted, and finalizer %s holds it: its owner has not released it."
                    .formatted(String.join(", ", holders))));
  }

  private static Optional<Cause> late(Surroundings surroundings, Sight sight, Instant at) {
    Live live = sight.about();
    return live.kind().equals("Pod") && surroundings.now().isAfter(at.plus(SLACK))
        ? Optional.of(
            sight.is(
                TERMINATING_LATE,
                "The pod was to be gone at %s, and node %s has not ended it."
                    .formatted(at, live.text("/spec/nodeName", "of no name"))))
        : Optional.empty();
  }
}
