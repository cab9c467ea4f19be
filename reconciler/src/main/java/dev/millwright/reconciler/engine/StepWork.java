package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.BaselineBinding;
import dev.millwright.tracking.ModelBinding;
import dev.millwright.tracking.RolloutRecord;
import java.time.Instant;
import java.util.Optional;

/// What each kind of step does. Again is the same: a step that a crash interrupted runs once more.
final class StepWork {
  private final World world;
  private final Progress progress;
  private final DataSteps data;
  private final GraphSteps graphs;
  private final Shifting shifting;

  StepWork(World world, Progress progress, GraphSteps graphs, Shifting shifting) {
    this.world = world;
    this.progress = progress;
    this.data = new DataSteps(world);
    this.graphs = graphs;
    this.shifting = shifting;
  }

  /// @throws InterruptedException also when the rollout has turned back in the meantime
  void carryOut(Step step) throws StepFailure, InterruptedException {
    Release target = progress.target();
    switch (step.action()) {
      case BUILD -> build(component(step, target));
      case INGEST -> data.ingest(scope(target), component(step, target), until(target));
      case TRAIN -> data.train(scope(target), component(step, target));
      case JUDGE -> data.judge(scope(target), component(step, target), progress.base());
      case START, UPDATE ->
          graphs.start(component(step, target), progress.both(), progress.now().revision());
      case SHIFT -> shift(step, target);
      case PROVE -> prove(target);
      case REBASELINE -> rebaseline(component(step, target), target);
      case RETIRE -> {}
    }
  }

  private void build(Component component) throws StepFailure, InterruptedException {
    ImageSpec spec =
        component.image().orElseThrow(() -> new StepFailure(component.address() + " has no image"));
    ImageAt image = world.images().ensure(spec, progress.now().revision());
    world.tracking().bindings().bindImage(spec.key(), image.manifest(), progress.at());
  }

  /// Has all processes run first: what an earlier step started, or was live, may be gone since.
  private void shift(Step step, Release target) throws StepFailure, InterruptedException {
    RolloutRecord rollout = progress.now();
    Optional<Release> base = progress.base();
    if (base.isPresent()) {
      graphs.start(base.get(), progress.both().reversed(), progress.revisionOf(base.get()));
    }
    graphs.start(target, progress.both(), rollout.revision());
    shifting.shift(
        base,
        target,
        rollout.revision(),
        RolloutMachine.record(rollout, step.id()).cursor(),
        (percent, index) -> share(step, percent, index));
  }

  private void share(Step step, int percent, int index) throws InterruptedException {
    progress.change(
        "share:" + percent, (now, at) -> RolloutMachine.share(now, percent, index, step, at));
    if (!RolloutMachine.movesForward(progress.now())) {
      throw new InterruptedException("the rollout has turned back");
    }
  }

  private void prove(Release target) throws StepFailure, InterruptedException {
    graphs.start(target, progress.both(), progress.now().revision());
    shifting.prove(target);
  }

  private void rebaseline(Component monitor, Release target) throws StepFailure {
    for (Dependency dependency : monitor.dependencies()) {
      if (dependency.to().kind() == Kind.MODEL) {
        Component model = target.at(dependency.to());
        ModelBinding binding =
            world
                .tracking()
                .bindings()
                .model(model.version())
                .orElseThrow(() -> new StepFailure(model.label() + " was not trained"));
        world
            .tracking()
            .bindings()
            .bindBaseline(
                new BaselineBinding(
                    monitor.version(), model.version(), binding.baseline(), progress.at()));
      }
    }
  }

  private DataSteps.Scope scope(Release target) {
    RolloutRecord rollout = progress.now();
    return new DataSteps.Scope(rollout.id(), target, rollout.revision(), Optional.of(rollout.id()));
  }

  /// The data's present, or when the rollout began: the same also after a crash.
  private Optional<Instant> until(Release target) {
    return world
        .tracking()
        .pointers()
        .dataClock()
        .or(() -> Optional.of(target.clockStartsAt().orElse(progress.now().began())));
  }

  private static Component component(Step step, Release target) {
    Address address =
        step.target().orElseThrow(() -> new IllegalStateException(step.id() + " has no target"));
    return target.at(address);
  }
}
