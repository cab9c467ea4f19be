package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.EVICTED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.NODE_REFUSES;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a pod waits for, or died of.
final class PodCause {
  /// For so long after a start a kubelet remembers that a container ended before.
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private static final Set<String> ENDS = Set.of("Succeeded", "Failed");

  private PodCause() {}

  /// Of a pod that was asked about: also that it was restarted counts.
  static Optional<Cause> ofAlone(Surroundings surroundings, Live pod) {
    return of(surroundings, pod).or(() -> restarted(surroundings, pod));
  }

  static Optional<Cause> of(Surroundings surroundings, Live pod) {
    return DeletionCause.of(surroundings, pod)
        .or(() -> failed(pod))
        .or(() -> ScheduleCause.of(surroundings, pod))
        .or(() -> NodeCause.of(surroundings, pod))
        .or(() -> ofContainers(surroundings, pod));
  }

  /// A pod that runs, one of whose containers ended shortly before.
  static Optional<Cause> restarted(Surroundings surroundings, Live pod) {
    Instant recently = surroundings.now().minus(MEMORY);
    return hasEnded(pod)
        ? Optional.empty()
        : Contained.allOf(surroundings, pod)
            .filter(
                one -> one.time("/state/running/startedAt").filter(recently::isBefore).isPresent())
            .flatMap(one -> EndCause.ofLast(one).stream())
            .findFirst();
  }

  static boolean hasEnded(Live pod) {
    return ENDS.contains(pod.text("/status/phase"));
  }

  private static Optional<Cause> ofContainers(Surroundings surroundings, Live pod) {
    Stream<Contained> all = Contained.allOf(surroundings, pod);
    return pod.text("/status/phase").equals("Succeeded")
        ? Optional.empty()
        : all.flatMap(one -> ContainerCause.of(one).stream()).findFirst();
  }

  /// That the node or its kubelet ended the pod, and not what ran in it.
  private static Optional<Cause> failed(Live pod) {
    String reason = pod.text("/status/reason");
    if (!pod.text("/status/phase").equals("Failed") || reason.isEmpty()) {
      return Optional.empty();
    }
    String message = Words.of(pod.text("/status/message"));
    Optional<Instant> since = pod.condition("Ready").flatMap(Condition::since);
    Sight sight = new Sight(pod, "phase is Failed: " + reason, since);
    return Optional.of(
        reason.equals("Evicted")
            ? sight.is(EVICTED, "The node evicted the pod: " + message + ".")
            : sight.is(
                NODE_REFUSES,
                "The node did not keep the pod (%s): %s.".formatted(reason, message)));
  }
}
