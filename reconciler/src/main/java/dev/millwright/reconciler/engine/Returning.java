package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.RunRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The way back: what the rollout still runs is ended, and the release before has all traffic
/// again. It has no end until that is so.
final class Returning {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final World world;
  private final Progress progress;
  private final GraphSteps graphs;
  private final Shifting shifting;
  private final Pauses pauses;
  private final JobRunner jobs;

  Returning(World world, Progress progress, GraphSteps graphs, Shifting shifting, Pauses pauses) {
    this.world = world;
    this.progress = progress;
    this.graphs = graphs;
    this.shifting = shifting;
    this.pauses = pauses;
    this.jobs = new JobRunner(world);
  }

  /// Returns when the traffic is back and that is on record.
  void giveBack() throws InterruptedException {
    endRuns();
    Duration pause = FIRST_PAUSE;
    Optional<String> obstacle = tryOnce();
    while (obstacle.isPresent()) {
      progress.tell(
          "traffic could not be given back yet: %s; next attempt in %d s"
              .formatted(obstacle.get(), pause.toSeconds()));
      pauses.pause(pause);
      pause = longer(pause);
      obstacle = tryOnce();
    }
    end();
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /// Ends the rollout's jobs, those included that an earlier daemon has started.
  private void endRuns() {
    List<RunRecord> own =
        world.tracking().runs().unfinished().stream()
            .filter(run -> run.rollout().filter(progress.now().id()::equals).isPresent())
            .toList();
    own.forEach(run -> jobs.cancel(run, cause(progress.now())));
  }

  private Optional<String> tryOnce() throws InterruptedException {
    try {
      Optional<Release> base = progress.base();
      if (base.isPresent()) {
        giveTo(base.get());
      } else {
        withdraw();
      }
      return Optional.empty();
    } catch (StepFailure e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// A graph version of both releases goes on answering for the target until no request asks for it
  /// any more.
  private void giveTo(Release base) throws StepFailure, InterruptedException {
    String revision = progress.revisionOf(base);
    graphs.start(base, List.of(progress.target(), base), revision);
    shifting.all(base, List.of(base), revision);
    world.tracking().pointers().live(base.id());
    shifting.drain(progress.target());
    graphs.bind(List.of(base));
    graphs.retain(List.of(base));
  }

  /// There was nothing before: nothing answers.
  private void withdraw() throws StepFailure, InterruptedException {
    RolloutRecord rollout = progress.now();
    if (rollout.percent() > 0) {
      graphs.withdraw(progress.target(), rollout.revision());
      shifting.drain(progress.target());
    }
    if (world.tracking().pointers().live().filter(rollout.target()::equals).isPresent()) {
      world.tracking().pointers().clear("live");
    }
    graphs.retain(List.of());
  }

  private void end() {
    RolloutRecord rollout = progress.now();
    boolean overtaken = rollout.successor().isPresent();
    if (!overtaken) {
      world
          .tracking()
          .quarantine()
          .put(
              new QuarantineRecord(
                  rollout.target(), rollout.revision(), cause(rollout), progress.at()));
      world.intents().passed("quarantined");
    }
    Phase end = overtaken ? Phase.OVERTAKEN : Phase.RETURNED;
    progress.change(end.word(), (now, at) -> RolloutMachine.ended(now, end, at));
    progress.tell(overtaken ? "a newer commit takes its place" : "returned: " + cause(rollout));
  }

  private static String cause(RolloutRecord rollout) {
    return rollout.cause().orElse("no cause was recorded");
  }
}
