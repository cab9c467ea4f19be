package dev.millwright.cli.follow;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.spec.Digest;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import dev.millwright.tracking.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Watches the record until a revision has come to its end, printing each step as it is done.
public final class RolloutFollower {
  private static final long LOOK_AGAIN_NANOS = 100_000_000L;
  private static final int LOOKED_BACK = 50;

  private final Tracking tracking;
  private final Console console;
  private final Set<String> told = new HashSet<>();

  public RolloutFollower(Tracking tracking, Console console) {
    this.tracking = tracking;
    this.console = console;
  }

  /// Returns when the revision is live, refused, returned, overtaken, or waits because rollouts are
  /// suspended.
  ///
  /// @param since when the revision was asked for: rollouts that ended before are not told
  /// @param alive whether the daemon still runs
  /// @throws CommandFailure when the daemon dies or the deadline passes
  public Outcome follow(String revision, Instant since, Duration within, BooleanSupplier alive) {
    Instant deadline = since.plus(within);
    while (true) {
      Optional<Outcome> outcome =
          tracking.releases().revision(revision).flatMap(note -> look(note, since));
      if (outcome.isPresent()) {
        console.endProgress();
        return outcome.get();
      }
      if (!alive.getAsBoolean()) {
        throw new CommandFailure(
            ExitCode.FAILED, "the daemon ended", "see why: millwright logs daemon");
      }
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "not live after " + within.toMinutes() + " minutes",
            "see what it waits for: millwright status");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private Optional<Outcome> look(RevisionRecord note, Instant since) {
    if (note.isRefused()) {
      return Optional.of(new Outcome.Refused(note.diagnostics()));
    }
    Digest release = note.release().orElseThrow();
    Optional<RolloutRecord> rollout =
        tracking
            .rollouts()
            .latest()
            .filter(latest -> latest.target().equals(release))
            .filter(latest -> tells(latest, since));
    rollout.ifPresent(this::tell);
    return rollout.isPresent()
        ? ended(rollout.get())
        : settled(release).or(() -> suspended(note.revision()));
  }

  private static boolean tells(RolloutRecord rollout, Instant since) {
    return rollout.ended().isEmpty() || rollout.ended().get().isAfter(since);
  }

  private static Optional<Outcome> ended(RolloutRecord rollout) {
    return switch (rollout.phase()) {
      case DONE -> Optional.of(new Outcome.Live(rollout.target(), true));
      case RETURNED ->
          Optional.of(
              new Outcome.Returned(
                  rollout.target(), rollout.cause().orElse("no cause was recorded")));
      case OVERTAKEN -> Optional.of(new Outcome.Overtaken());
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING, RETIRING, RETURNING -> Optional.empty();
    };
  }

  /// Without a rollout of its own the release is live already, or in quarantine from before.
  private Optional<Outcome> settled(Digest release) {
    Optional<Outcome> quarantined =
        tracking
            .quarantine()
            .find(release)
            .map(QuarantineRecord::cause)
            .map(cause -> new Outcome.Returned(release, cause));
    boolean live =
        tracking.pointers().lastGood().filter(release::equals).isPresent()
            && tracking.rollouts().inProgress().isEmpty();
    return live ? Optional.of(new Outcome.Live(release, false)) : quarantined;
  }

  private Optional<Outcome> suspended(String revision) {
    return tracking.story().list(LOOKED_BACK).stream()
        .filter(line -> line.kind().equals("suspended"))
        .filter(line -> line.subject().equals(Optional.of(revision)))
        .findFirst()
        .map(line -> new Outcome.Suspended(line.sentence()));
  }

  private void tell(RolloutRecord rollout) {
    for (StepRecord step : rollout.steps()) {
      if (step.ended().isPresent() && told.add(step.id())) {
        console.endProgress();
        console.say(StepLine.of(step));
      }
    }
    rollout.steps().stream()
        .filter(step -> step.state() == StepState.RUNNING)
        .findFirst()
        .ifPresent(step -> console.progress(StepLine.running(step, Instant.now())));
    if (rollout.phase() == Phase.RETURNING && told.add("returning")) {
      console.say(
          "@|yellow returning|@ to the last good release: "
              + Console.literal(rollout.cause().orElse("a step failed")));
    }
  }
}
