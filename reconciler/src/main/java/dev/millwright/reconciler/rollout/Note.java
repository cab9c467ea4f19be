package dev.millwright.reconciler.rollout;

import dev.millwright.spec.Digest;
import java.util.Optional;

/// What is kept in the same transaction as a rollout's record, since neither may be without the
/// other.
public sealed interface Note {
  /// The release that has all traffic; absent when none has.
  record Live(Optional<Digest> release) implements Note {}

  /// The release that failures lead back to from now on.
  record LastGood(Digest release) implements Note {}

  /// The target is not tried again until git moves on.
  record Quarantined(String cause) implements Note {}
}
