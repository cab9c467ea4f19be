package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Decision;
import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.reconciler.subject.Subject;
import dev.millwright.reconciler.subject.Subject.Word;
import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.TrackingFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Carries one rollout out, from whatever point its record says. What is to be done, and in which
/// order, the machine says; here it is done, on threads.
public final class Engine {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Progress progress;
  private final Moving moving;
  private final Insisting insisting;
  private final Supplier<Optional<Digest>> newer;

  /// @param newer the release that should run now, if it is another one than this rollout's target;
  ///   asked again and again while steps run
  public Engine(
      World world, Pauses pauses, RolloutRecord rollout, Supplier<Optional<Digest>> newer) {
    this.progress = new Progress(world, new RolloutMachine(shares(world, rollout)), rollout);
    this.moving = new Moving(world, progress, pauses);
    this.insisting = new Insisting(progress, moving, pauses, () -> newer.get().isPresent());
    this.newer = newer;
  }

  private static List<Integer> shares(World world, RolloutRecord rollout) {
    return world.tracking().releases().find(rollout.target()).map(Shifting::shares).orElseThrow();
  }

  /// Runs it to its end and answers the record of that.
  ///
  /// @throws InterruptedException when the daemon closes: nothing counts as failed, and the record
  ///   goes on from there
  /// @throws LostLeadership when another leader has taken office, and goes on
  public RolloutRecord run() throws InterruptedException {
    return subject().call(this::toItsEnd);
  }

  private Subject subject() {
    Release target = progress.target();
    return Subject.now()
        .and(Word.PROJECT, target.project().text())
        .and(Word.ENVIRONMENT, target.environment().text())
        .and(Word.RELEASE, target.id().brief())
        .and(Word.ROLLOUT, progress.now().id());
  }

  private RolloutRecord toItsEnd() throws InterruptedException {
    insisting.attempt(progress.resume());
    while (true) {
      overtakeIfAsked();
      switch (progress.next()) {
        case Decision.Perform(var _) -> forward();
        case Decision.Go(var moves) -> insisting.go(moves);
        case Decision.Rest() -> {
          return progress.now();
        }
      }
    }
  }

  /// A step begins as soon as the last one that it waits for is done. When the rollout turns back,
  /// what is under way is interrupted: a long training keeps nobody waiting.
  private void forward() throws InterruptedException {
    Subject rollout = Subject.now();
    try (Crew crew = new Crew()) {
      while (progress.next() instanceof Decision.Perform(var ready)) {
        ready.stream()
            .filter(step -> !crew.has(step))
            .forEach(
                step -> crew.begin(step, () -> rollout.and(step).run(() -> perform(step, crew))));
        crew.await(LOOK_AGAIN);
        crew.overdue().forEach(this::overdue);
        overtakeIfAsked();
      }
    }
  }

  private void overtakeIfAsked() {
    if (RolloutMachine.movesForward(progress.now())) {
      newer.get().ifPresent(successor -> progress.keep(new Event.Newer(successor)));
    }
  }

  private void perform(Step step, Crew crew) {
    try {
      make(progress.moves(step));
    } catch (TrackingFailure | LostLeadership e) {
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

  /// Ends early when the rollout has turned back.
  private void make(List<Move> moves) throws StepFailure, InterruptedException {
    for (Move move : moves) {
      moving.make(move);
      if (move instanceof Move.Keep && !RolloutMachine.movesForward(progress.now())) {
        return;
      }
    }
  }

  private void failed(Step step, String cause, Crew crew) {
    if (!crew.isStopping()) {
      progress.keep(new Event.Failed(step, cause));
    }
  }

  private void overdue(Step step) {
    String what = step.target().map(target -> " (" + target + ")").orElse("");
    String cause =
        "%s%s did not end within %d s".formatted(step.id(), what, step.deadline().toSeconds());
    progress.keep(new Event.Failed(step, cause));
  }
}
