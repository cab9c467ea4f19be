package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.MOUNT_FAILED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.SANDBOX_FAILED;

import java.util.Optional;
import java.util.Set;

/// What a pod that a node has taken waits for before its containers are made.
final class VolumeCause {
  private static final Set<String> REASONS =
      Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume", "FailedCreatePodSandBox");

  /// What passes by itself, and the kubelet's summary, which says less than the event that it sums
  /// up.
  private static final Phrase NOISE =
      Phrase.of(
          "failed to sync \\w+ cache|^Unable to attach or mount volumes|object .* not registered");

  private static final Phrase VOLUME = Phrase.of("[vV]olume \"([^\"]+)\"");

  private VolumeCause() {}

  static Optional<Cause> of(Contained container) {
    Live pod = container.pod();
    return container
        .surroundings()
        .events(pod, REASONS)
        .filter(event -> !NOISE.isIn(event.message()))
        .findFirst()
        .map(event -> read(Sight.of(pod, event), event));
  }

  private static Cause read(Sight sight, Happening event) {
    if (event.reason().equals("FailedCreatePodSandBox")) {
      return sight.is(
          SANDBOX_FAILED,
          "The node cannot give the pod its network: %s.".formatted(Words.of(event.message())));
    }
    String volume = VOLUME.in(event.message(), found -> found.group(1)).orElse("of the pod");
    return ReferenceCause.of(sight, "Volume " + volume, event.message())
        .orElseGet(() -> failed(sight, volume, event.message()));
  }

  private static Cause failed(Sight sight, String volume, String message) {
    int colon = message.indexOf(" : ");
    String detail = colon < 0 ? message : message.substring(colon + 3);
    return sight.is(
        MOUNT_FAILED, "Volume %s cannot be mounted: %s.".formatted(volume, Words.of(detail)));
  }
}
