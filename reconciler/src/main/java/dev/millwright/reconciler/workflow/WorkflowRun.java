package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.workflow.Sequence;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One run of a workflow, from its record to its end. Its steps are runs of their own, named after
/// it, so that a run that was cut short goes on where it was.
final class WorkflowRun {
  private static final System.Logger LOG = System.getLogger(WorkflowRun.class.getName());

  private final World world;
  private final BooleanSupplier leaving;
  private final RunRecord run;
  private final Cause cause;
  private final Workflow workflow;
  private final StepValues values;
  private final StepWork work;

  /// @param leaving whether this process ends: what fails then has not failed
  /// @param release the live one when the run was asked for
  WorkflowRun(
      World world,
      Proposals proposals,
      Turn turn,
      BooleanSupplier leaving,
      RunRecord run,
      Release release) {
    this.leaving = leaving;
    this.world = world;
    this.run = run;
    this.cause = Cause.read(run.parameters());
    this.workflow = (Workflow) release.at(run.component()).definition();
    this.values = StepValues.of(workflow);
    this.work = new StepWork(world, proposals, turn, run, release, values);
  }

  void carryOut() {
    save(RunState.RUNNING, Optional.empty());
    tell("%s runs, because %s".formatted(name(), cause.sentence()));
    try {
      Optional<String> failure = failure(workflow.steps());
      values.ended(failure);
      Optional<String> onExit =
          leaving.getAsBoolean()
              ? Optional.empty()
              : workflow.onExit().flatMap(this::failureOnExit);
      failure.or(() -> onExit).ifPresentOrElse(this::fail, this::succeed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(level(), "workflow run " + run.id() + " ends", e);
      fail(String.valueOf(e));
    }
  }

  /// Carries the steps out, each when those that it waits for have ended, and skips those whose
  /// condition does not hold; answers why one did not go through.
  private Optional<String> failure(List<Workflow.Step> steps) throws InterruptedException {
    try {
      for (int place : Sequence.of(workflow, steps).order()) {
        Workflow.Step step = steps.get(place);
        if (isAsked(step)) {
          work.carryOut(step);
        } else {
          tell("%s skips %s, because %s".formatted(name(), step.name(), condition(step)));
        }
      }
      return Optional.empty();
    } catch (StepFailure e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> failureOnExit(List<Workflow.Step> steps) {
    try {
      return failure(steps);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("it was ended before its last steps");
    }
  }

  private boolean isAsked(Workflow.Step step) {
    return workflow
        .conductOf(step.name())
        .when()
        .map(when -> world.conditions().holds(when.expression(), values.all()))
        .orElse(true);
  }

  private String condition(Workflow.Step step) {
    String text = workflow.conductOf(step.name()).when().map(Formula::text).orElse("");
    return "`" + text + "` does not hold";
  }

  private System.Logger.Level level() {
    return leaving.getAsBoolean() ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
  }

  private void succeed() {
    save(RunState.SUCCEEDED, Optional.empty());
  }

  private void fail(String why) {
    if (leaving.getAsBoolean()) {
      return;
    }
    save(RunState.FAILED, Optional.of(why));
    tell("%s ends: %s".formatted(name(), why));
  }

  private void save(RunState state, Optional<String> why) {
    Instant now = world.clock().instant();
    world
        .tracking()
        .runs()
        .save(
            new RunRecord(
                run.id(),
                run.kind(),
                state,
                run.component(),
                run.version(),
                run.revision(),
                run.rollout(),
                run.parameters(),
                run.inputs(),
                work.outputs(),
                work.artifacts(),
                Optional.empty(),
                why,
                run.created(),
                run.started().or(() -> Optional.of(now)),
                state.isEnd() ? Optional.of(now) : Optional.empty()));
  }

  private String name() {
    return run.component().name().text();
  }

  private void tell(String sentence) {
    world.tracking().story().tell(world.clock().instant(), "run", Optional.of(run.id()), sentence);
  }
}
