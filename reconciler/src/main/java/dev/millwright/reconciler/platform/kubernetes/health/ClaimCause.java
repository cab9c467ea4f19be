package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.CLAIM_LOST;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.CLAIM_PENDING;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a claim waits for.
final class ClaimCause {
  private static final Set<String> TELLING =
      Set.of("FailedBinding", "ProvisioningFailed", "WaitForFirstConsumer", "ExternalProvisioning");

  private ClaimCause() {}

  static Optional<Cause> of(Surroundings surroundings, Live claim) {
    return DeletionCause.of(surroundings, claim)
        .or(
            () ->
                switch (claim.text("/status/phase", "Pending")) {
                  case "Pending" -> Optional.of(pending(surroundings, claim));
                  case "Lost" -> Optional.of(lost(claim));
                  default -> Optional.empty();
                });
  }

  /// The names of claims that a pod uses.
  static List<String> used(Live pod) {
    return pod.list("/spec/volumes").stream()
        .map(volume -> volume.at("/persistentVolumeClaim/claimName"))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .toList();
  }

  /// The names of pods that use a claim and have not come to their end. A claim waits for no pod
  /// that has no node yet.
  static List<String> users(Surroundings surroundings, Live claim) {
    return surroundings.all("Pod").stream()
        .filter(pod -> !pod.text("/spec/nodeName").isEmpty() && !PodCause.hasEnded(pod))
        .filter(pod -> used(pod).contains(claim.name()))
        .map(Live::name)
        .toList();
  }

  private static Cause pending(Surroundings surroundings, Live claim) {
    String why =
        surroundings
            .events(claim, TELLING)
            .findFirst()
            .map(event -> ": " + Words.of(event.message()))
            .orElse("");
    return sight(claim, "phase is Pending")
        .is(CLAIM_PENDING, "Claim %s is bound to no volume%s.".formatted(claim.name(), why));
  }

  private static Cause lost(Live claim) {
    return sight(claim, "phase is Lost")
        .is(
            CLAIM_LOST,
            "Claim %s was bound to volume %s, which is gone."
                .formatted(claim.name(), claim.text("/spec/volumeName")));
  }

  private static Sight sight(Live claim, String condition) {
    return new Sight(claim, condition, claim.time("/metadata/creationTimestamp"));
  }
}
