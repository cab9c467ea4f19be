package dev.millwright.server.control;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The running platform, as far as a caller may see and steer it. Safe for use by many threads. A
/// method that changes something answers when the wish is taken, not when it is fulfilled.
public interface Control {
  PlatformStatus status();

  /// Looks at git now.
  Answer reconcile();

  /// Starts no rollout until it is resumed.
  ///
  /// @param until when rollouts start again by themselves
  Answer suspend(String reason, Optional<Instant> until);

  /// Starts rollouts again that were suspended by hand.
  Answer resume();

  /// Lifts the quarantine of the latest release that is in it, and tries that again.
  Answer retry();

  /// Lifts one release's quarantine, and tries it again.
  Answer retry(Digest release);

  /// Moves the data's present on, never back.
  Answer advanceClock(Instant at);

  /// Starts a run of a function; the answer's `run` is its id.
  Answer run(FunctionRun run);

  /// Starts a workflow; the answer's `run` is its id.
  Answer runWorkflow(Name workflow);

  /// Closes open recordings and windows that have no more to wait for.
  Answer flush();

  /// Where a run writes what it says; need not exist yet.
  Optional<Path> log(String run);
}
