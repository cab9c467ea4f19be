package dev.millwright.spec.plan;

import dev.millwright.spec.Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One step of a plan.
///
/// @param id stable within the plan: `backfill:origin-delays`
/// @param after ids of the steps that must be done
/// @param deadline how long it may take
/// @param undo what returning does, in words
/// @param manner how it is done, in words, where that is not the usual way: `all at once`
public record Step(
    String id,
    Action action,
    Optional<Address> target,
    List<String> after,
    Duration deadline,
    String undo,
    Optional<String> manner) {
  public Step {
    after = List.copyOf(after);
  }

  /// One that is done in the usual way.
  public Step(
      String id,
      Action action,
      Optional<Address> target,
      List<String> after,
      Duration deadline,
      String undo) {
    this(id, action, target, after, deadline, undo, Optional.empty());
  }

  /// `BUILD` an image; `INGEST` a feature set's snapshot; `TRAIN` a model; `JUDGE` its gates;
  /// `START` a graph version without traffic; `UPDATE` settings in place; `SHADOW` the release that
  /// answers, by copies of its requests; `SHIFT` the release's traffic; `PROVE` it under full
  /// traffic; `REBASELINE` a monitor; `RETIRE` what nothing needs any more.
  public enum Action {
    BUILD,
    INGEST,
    TRAIN,
    JUDGE,
    START,
    UPDATE,
    SHADOW,
    SHIFT,
    PROVE,
    REBASELINE,
    RETIRE
  }
}
