package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.CLAIM_MISSING;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.SCHEDULING_GATED;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why no node takes a pod.
final class ScheduleCause {
  private static final Phrase NO_CLAIM = Phrase.of("persistentvolumeclaim \"([^\"]+)\" not found");
  private static final Phrase UNBOUND = Phrase.of("unbound immediate PersistentVolumeClaims");

  private static final Phrase TAINTED = Phrase.of("untolerated taint");

  private ScheduleCause() {}

  /// Whether the scheduler speaks of taints, which the nodes can tell more of.
  static boolean isTainted(Live pod) {
    return pod.denied("PodScheduled").filter(it -> TAINTED.isIn(it.message())).isPresent();
  }

  static Optional<Cause> of(Surroundings surroundings, Live pod) {
    return pod.denied("PodScheduled").map(condition -> of(surroundings, pod, condition));
  }

  private static Cause of(Surroundings surroundings, Live pod, Condition condition) {
    Sight sight = Sight.of(pod, condition);
    if (condition.reason().equals("SchedulingGated")) {
      return gated(sight);
    }
    return NO_CLAIM
        .in(condition.message(), found -> noClaim(sight, found.group(1)))
        .or(() -> pendingClaim(surroundings, pod, condition.message()))
        .orElseGet(() -> NodesRefusal.of(sight, condition.message(), surroundings.all("Node")));
  }

  private static Cause noClaim(Sight sight, String claim) {
    return sight.is(
        CLAIM_MISSING,
        "The pod uses claim %s, which namespace %s does not have."
            .formatted(claim, sight.about().namespace()));
  }

  private static Optional<Cause> pendingClaim(Surroundings surroundings, Live pod, String message) {
    return UNBOUND.in(message, found -> ClaimCause.used(pod)).stream()
        .flatMap(List::stream)
        .flatMap(
            name -> surroundings.named("PersistentVolumeClaim", pod.namespace(), name).stream())
        .flatMap(claim -> ClaimCause.of(surroundings, claim).stream())
        .findFirst();
  }

  private static Cause gated(Sight sight) {
    String gates =
        sight.about().list("/spec/schedulingGates").stream()
            .map(gate -> gate.path("name").asString(""))
            .collect(Collectors.joining(", "));
    return sight.is(
        SCHEDULING_GATED,
        "The pod may not be scheduled before gate %s is removed.".formatted(gates));
  }
}
