package dev.millwright.reconciler.platform.kubernetes.health;

import java.util.Optional;

/// What one container waits for.
final class ContainerCause {
  private ContainerCause() {}

  static Optional<Cause> of(Contained container) {
    String message = container.text("/state/waiting/message");
    return switch (container.text("/state/waiting/reason")) {
      case "" -> unwaiting(container);
      case "CrashLoopBackOff" -> EndCause.ofLast(container);
      case "ContainerCreating", "PodInitializing" -> VolumeCause.of(container);
      case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
          Optional.of(StartCause.of(container, container.waiting(), message));
      case "ErrImagePull",
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "InvalidImageName",
          "ImageInspectError",
          "RegistryUnavailable" ->
          Optional.of(ImageCause.of(container, message));
      default -> Optional.of(StartCause.of(container, container.waiting(), message));
    };
  }

  /// It runs, or has ended and will perhaps be started again.
  private static Optional<Cause> unwaiting(Contained container) {
    if (container.status().at("/state/terminated").isObject()) {
      return EndCause.ofThis(container);
    }
    return container.isReady()
        ? Optional.empty()
        : ProbeCause.ofRunning(container).or(() -> EndCause.ofLast(container));
  }
}
