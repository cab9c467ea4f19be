package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.PAUSED;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What keeps a workload from having its pods.
final class WorkloadCause {
  private static final String REVISION = "/metadata/annotations/deployment.kubernetes.io~1revision";

  private WorkloadCause() {}

  static Optional<Cause> of(Surroundings surroundings, Live live) {
    Live maker = maker(surroundings, live);
    return DeletionCause.of(surroundings, live)
        .or(() -> paused(live))
        .or(() -> refusal(surroundings, maker))
        .or(() -> ofPods(surroundings, maker))
        .or(() -> leftover(surroundings, live));
  }

  /// Who makes the pods: of a Deployment its latest ReplicaSet.
  static Live maker(Surroundings surroundings, Live live) {
    return surroundings.owned("ReplicaSet", live).stream()
        .max(Comparator.comparingInt(it -> Integer.parseInt("0" + it.text(REVISION))))
        .orElse(live);
  }

  private static Optional<Cause> paused(Live live) {
    return live.json().at("/spec/paused").asBoolean(false)
        ? Optional.of(
            new Sight(live, "spec.paused", Optional.empty())
                .is(PAUSED, "The Deployment is paused, and what changed in it waits."))
        : Optional.empty();
  }

  /// That the API server does not take its pods.
  static Optional<Cause> refusal(Surroundings surroundings, Live maker) {
    return maker
        .affirmed("ReplicaFailure")
        .map(condition -> RefusalCause.of(Sight.of(maker, condition), condition.message()))
        .or(
            () ->
                surroundings
                    .events(maker, Set.of("FailedCreate", "SuccessfulCreate"))
                    .findFirst()
                    .filter(event -> event.reason().equals("FailedCreate"))
                    .map(event -> RefusalCause.of(Sight.of(maker, event), event.message())));
  }

  /// Pods that are to be there count before those that have failed and been replaced, and what
  /// hangs now before what was.
  static Optional<Cause> ofPods(Surroundings surroundings, Live maker) {
    List<Live> pods =
        surroundings.owned("Pod", maker).stream().filter(pod -> !pod.isDeleted()).toList();
    return Stream.of(
            pods.stream()
                .filter(pod -> !PodCause.hasEnded(pod))
                .flatMap(pod -> PodCause.of(surroundings, pod).stream()),
            pods.stream().flatMap(pod -> PodCause.restarted(surroundings, pod).stream()),
            pods.stream()
                .filter(PodCause::hasEnded)
                .flatMap(pod -> PodCause.of(surroundings, pod).stream()))
        .flatMap(causes -> causes)
        .findFirst();
  }

  /// Pods of an older spec that do not go.
  private static Optional<Cause> leftover(Surroundings surroundings, Live live) {
    return Stream.concat(Stream.of(live), surroundings.owned("ReplicaSet", live).stream())
        .flatMap(maker -> surroundings.owned("Pod", maker).stream())
        .flatMap(pod -> DeletionCause.of(surroundings, pod).stream())
        .findFirst();
  }
}
