package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.ImageAt;
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

/// What each kind of step that has work of its own does. Again is the same: a step that a crash
/// interrupted runs once more.
final class StepWork {
  private final World world;
  private final Progress progress;
  private final DataSteps data;
  private final PodNumbers pods;

  StepWork(World world, Progress progress, PodNumbers pods) {
    this.world = world;
    this.progress = progress;
    this.data = new DataSteps(world);
    this.pods = pods;
  }

  void carryOut(Step step) throws StepFailure, InterruptedException {
    Release target = progress.target();
    switch (step.action()) {
      case BUILD -> build(component(step, target));
      case INGEST -> data.ingest(scope(target), component(step, target), until(target));
      case TRAIN -> data.train(scope(target), component(step, target));
      case JUDGE -> data.judge(scope(target), component(step, target), progress.base());
      case START, UPDATE -> pods.run(component(step, target));
      case REBASELINE -> rebaseline(component(step, target), target);
      case SHADOW, SHIFT, PROVE, RETIRE ->
          throw new IllegalArgumentException(step.id() + " has no work");
    }
  }

  private void build(Component component) throws StepFailure, InterruptedException {
    ImageSpec spec =
        component.image().orElseThrow(() -> new StepFailure(component.address() + " has no image"));
    ImageAt image = world.images().ensure(spec, progress.now().revision());
    world.tracking().bindings().bindImage(spec.key(), image.manifest(), progress.at());
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
