package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.COMMAND_NOT_EXECUTABLE;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.COMMAND_NOT_FOUND;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.CONTAINER_REFUSED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.EXEC_FORMAT;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.RUNS_AS_ROOT;

import java.util.Optional;

/// Why a container did not get as far as its first instruction.
final class StartCause {
  private static final Phrase FORMAT = Phrase.of("exec format error");
  private static final Phrase NO_FILE =
      Phrase.of(
          "exec: \"([^\"]+)\": (?:executable file not found|stat .*no such file|no such file)");
  private static final Phrase NO_RIGHT =
      Phrase.of("exec: \"([^\"]+)\": (?:permission denied|is a directory)");
  private static final Phrase ROOT =
      Phrase.of("runAsNonRoot and image (?:will run as root|has non-numeric user)");

  private StartCause() {}

  static Cause of(Contained container, Sight sight, String message) {
    return ReferenceCause.of(sight, container.title(), message)
        .or(() -> format(container, sight, message))
        .or(() -> command(container, sight, message))
        .or(() -> root(container, sight, message))
        .orElseGet(
            () ->
                sight.is(
                    CONTAINER_REFUSED,
                    "%s cannot be started: %s.".formatted(container.title(), Words.of(message))));
  }

  /// Some runtimes say it in the container's log.
  static Optional<Cause> format(Contained container, Sight sight, String message) {
    return FORMAT.in(
        message,
        found ->
            sight.is(
                EXEC_FORMAT,
                "%s cannot be started: what it is to run is for another processor, or a script without its `#!` line."
                    .formatted(container.title())));
  }

  private static Optional<Cause> command(Contained container, Sight sight, String message) {
    return NO_FILE
        .in(
            message,
            found ->
                sight.is(
                    COMMAND_NOT_FOUND,
                    "%s cannot be started: image %s has no command %s."
                        .formatted(container.title(), container.image(), found.group(1))))
        .or(
            () ->
                NO_RIGHT.in(
                    message,
                    found ->
                        sight.is(
                            COMMAND_NOT_EXECUTABLE,
                            "%s cannot be started: it may not execute %s."
                                .formatted(container.title(), found.group(1)))));
  }

  private static Optional<Cause> root(Contained container, Sight sight, String message) {
    return ROOT.in(
        message,
        found ->
            sight.is(
                RUNS_AS_ROOT,
                "%s may not run as root, and image %s does not say by number who else it runs as."
                    .formatted(container.title(), container.image())));
  }
}
