package dev.millwright.reconciler.forge;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.tracking.CommitStatus;
import dev.millwright.tracking.CommitStatus.Ending;
import dev.millwright.tracking.Pointers;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import java.time.Instant;
import java.util.Optional;

/// What became of a commit, by the record alone: whoever reads it again says the same.
record Endings(Tracking tracking) {
  /// @return nothing while it may still become something else
  Optional<CommitStatus> of(RevisionRecord revision, Instant at) {
    return (revision.release().isEmpty()
            ? Optional.of(new End(Ending.REFUSED, refusal(revision)))
            : end(revision, revision.release().get()))
        .map(
            end ->
                new CommitStatus(
                    revision.revision(),
                    end.ending(),
                    end.sentence(),
                    at,
                    Optional.empty(),
                    Optional.empty()));
  }

  private record End(Ending ending, String sentence) {}

  private static String refusal(RevisionRecord revision) {
    return revision.diagnostics().stream()
        .filter(it -> it.severity() == Severity.ERROR)
        .map(Endings::sentence)
        .findFirst()
        .orElse("refused");
  }

  private static String sentence(Diagnostic error) {
    return "refused: %s:%d: %s"
        .formatted(error.span().file(), error.span().line(), error.message());
  }

  private Optional<End> end(RevisionRecord revision, Digest release) {
    Optional<RolloutRecord> rollout = tracking.commitStatuses().rollout(revision);
    return rollout.isPresent()
        ? end(rollout.get())
        : unmoved(release).or(() -> passed(revision, release));
  }

  private static Optional<End> end(RolloutRecord rollout) {
    String release = "release " + rollout.target().brief();
    return switch (rollout.phase()) {
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING, RETIRING, RETURNING -> Optional.empty();
      case DONE -> Optional.of(new End(Ending.LIVE, release + " is live"));
      case RETURNED ->
          Optional.of(
              new End(Ending.RETURNED, release + " returned: " + rollout.cause().orElse("")));
      case OVERTAKEN ->
          Optional.of(new End(Ending.OVERTAKEN, release + " made way for a newer one"));
    };
  }

  /// A release that needs no rollout, or gets none.
  private Optional<End> unmoved(Digest release) {
    Pointers pointers = tracking.pointers();
    boolean isLive =
        pointers.live().filter(release::equals).isPresent()
            && pointers.lastGood().filter(release::equals).isPresent()
            && tracking.rollouts().inProgress().isEmpty();
    return isLive
        ? Optional.of(new End(Ending.LIVE, "release " + release.brief() + " is live"))
        : tracking
            .quarantine()
            .find(release)
            .map(QuarantineRecord::cause)
            .map(
                cause ->
                    new End(
                        Ending.RETURNED,
                        "release " + release.brief() + " is in quarantine: " + cause));
  }

  private Optional<End> passed(RevisionRecord revision, Digest release) {
    return tracking
        .commitStatuses()
        .later(revision)
        .map(
            later ->
                new End(
                    Ending.OVERTAKEN,
                    "release %s made way for commit %s before its turn"
                        .formatted(release.brief(), later)));
  }
}
