package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Decision;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.TrackingFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Carries one rollout out, from whatever point its record says.
public final class Engine {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final World world;
  private final GraphSteps graphs;
  private final Shifting shifting;
  private final Progress progress;
  private final StepWork work;
  private final Returning returning;
  private final Supplier<Optional<Digest>> newer;

  /// @param newer the release that should run now, if it is another one than this rollout's target;
  ///   asked again and again while steps run
  public Engine(
      World world, Pauses pauses, RolloutRecord rollout, Supplier<Optional<Digest>> newer) {
    this.world = world;
    this.graphs = new GraphSteps(world);
    this.shifting = new Shifting(world, graphs, pauses);
    this.progress = new Progress(world, rollout);
    this.work = new StepWork(world, progress, graphs, shifting);
    this.returning = new Returning(world, progress, graphs, shifting, pauses);
    this.newer = newer;
  }

  /// Runs it to its end and answers the record of that.
  ///
  /// @throws InterruptedException when the daemon closes: nothing counts as failed, and the record
  ///   goes on from there
  public RolloutRecord run() throws InterruptedException {
    while (true) {
      overtakeIfAsked();
      switch (RolloutMachine.decide(progress.now())) {
        case Decision.Perform(var _) -> forward();
        case Decision.Retire() -> retire();
        case Decision.Return() -> returning.giveBack();
        case Decision.Rest() -> {
          return progress.now();
        }
      }
    }
  }

  /// A step begins as soon as the last one that it waits for is done. When the rollout turns back,
  /// what is under way is interrupted: a long training keeps nobody waiting.
  private void forward() throws InterruptedException {
    try (Crew crew = new Crew()) {
      while (RolloutMachine.decide(progress.now()) instanceof Decision.Perform(var ready)) {
        ready.stream()
            .filter(step -> !crew.has(step))
            .forEach(step -> crew.begin(step, () -> perform(step, crew)));
        crew.await(LOOK_AGAIN);
        crew.overdue().forEach(this::overdue);
        overtakeIfAsked();
      }
    }
  }

  private void overtakeIfAsked() {
    if (RolloutMachine.movesForward(progress.now())) {
      newer
          .get()
          .ifPresent(
              successor ->
                  progress.change(
                      "overtaken", (now, at) -> RolloutMachine.overtaken(now, successor, at)));
    }
  }

  private void perform(Step step, Crew crew) {
    progress.change("began:" + step.id(), (now, at) -> RolloutMachine.began(now, step, at));
    try {
      work.carryOut(step);
      done(step);
    } catch (TrackingFailure e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StepFailure e) {
      failed(step, String.valueOf(e.getMessage()), crew);
    } catch (RuntimeException e) {
      LOG.log(crew.isStopping() ? Level.DEBUG : Level.ERROR, step.id() + " broke", e);
      failed(step, step.id() + " broke: " + e, crew);
    }
  }

  private void done(Step step) {
    progress.change(
        "done:" + step.id(),
        (now, at) -> RolloutMachine.done(now, step, at),
        before -> {
          if (step.action() == Step.Action.SHIFT && RolloutMachine.movesForward(before)) {
            world.tracking().pointers().live(before.target());
          }
        });
  }

  private void failed(Step step, String cause, Crew crew) {
    if (!crew.isStopping()) {
      progress.change(
          "failed:" + step.id(), (now, at) -> RolloutMachine.failed(now, step, cause, at));
    }
  }

  private void overdue(Step step) {
    String what = step.target().map(target -> " (" + target + ")").orElse("");
    String cause =
        "%s%s did not end within %d s".formatted(step.id(), what, step.deadline().toSeconds());
    progress.change(
        "overdue:" + step.id(), (now, at) -> RolloutMachine.failed(now, step, cause, at));
  }

  private void retire() throws InterruptedException {
    Release target = progress.target();
    progress.change(
        "retiring",
        RolloutMachine::retiring,
        _ -> world.tracking().pointers().lastGood(target.id()));
    try {
      graphs.start(target, progress.both(), progress.now().revision());
      shifting.all(target, List.of(target), progress.now().revision());
      shifting.drain(target);
      graphs.bind(List.of(target));
      graphs.retain(List.of(target));
    } catch (StepFailure e) {
      progress.tell("what is not needed any more could not be taken away: " + e.getMessage());
    }
    progress.change("done", (now, at) -> RolloutMachine.ended(now, Phase.DONE, at));
    progress.tell("release " + target.id().brief() + " is live");
  }
}
