package dev.millwright.compiler.plan;

import dev.millwright.spec.plan.Step;
import java.time.Duration;
import java.util.Optional;

/// What a step does, how long it may take before it counts as failed, and what returning does about
/// it, in words.
///
/// @param manner how it is done, where that is not the usual way
record Term(Step.Action action, Duration deadline, String undo, Optional<String> manner) {
  static final Term BUILD =
      new Term(
          Step.Action.BUILD, Duration.ofMinutes(15), "keep the image; unused, it does no harm");
  static final Term INGEST =
      new Term(
          Step.Action.INGEST,
          Duration.ofHours(2),
          "drop the new snapshot; the one in service was not touched");
  static final Term TRAIN =
      new Term(Step.Action.TRAIN, Duration.ofHours(1), "keep the model on record; it never serves");
  static final Term JUDGE =
      new Term(Step.Action.JUDGE, Duration.ofMinutes(15), "nothing to undo: it only looks");
  static final Term START =
      new Term(
          Step.Action.START, Duration.ofMinutes(2), "stop the new processes; they have no traffic");
  static final Term UPDATE =
      new Term(Step.Action.UPDATE, Duration.ofMinutes(2), "put the old settings back");
  static final Term SHADOW =
      new Term(Step.Action.SHADOW, Duration.ofMinutes(5), "stop asking it; nobody got its answers");
  static final Term SHIFT =
      new Term(
          Step.Action.SHIFT, Duration.ofMinutes(5), "give all traffic back to the last release");
  static final Term PROVE =
      new Term(
          Step.Action.PROVE, Duration.ofMinutes(5), "give all traffic back to the last release");
  static final Term REBASELINE =
      new Term(
          Step.Action.REBASELINE, Duration.ofMinutes(2), "compare with the old baseline again");
  static final Term RETIRE =
      new Term(Step.Action.RETIRE, Duration.ofMinutes(5), "nothing to undo: the release is proven");

  private Term(Step.Action action, Duration deadline, String undo) {
    this(action, deadline, undo, Optional.empty());
  }

  Term within(Duration other) {
    return new Term(action, other, undo, manner);
  }

  Term in(Optional<String> other) {
    return new Term(action, deadline, undo, other);
  }

  /// Allows for a wait that the author asked for.
  Term beyond(Duration wait) {
    return within(deadline.plus(wait));
  }
}
