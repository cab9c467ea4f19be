package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Decision;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.BaselineBinding;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RolloutRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Carries one rollout out, from whatever point its record says.
public final class Engine {
  private final World world;
  private final DataSteps data;
  private final GraphSteps graphs;
  private final Shifting shifting;
  private final Supplier<Optional<Digest>> newer;
  private RolloutRecord rollout;

  /// @param newer the release that should run now, if it is another one than this rollout's target
  public Engine(
      World world, Pauses pauses, RolloutRecord rollout, Supplier<Optional<Digest>> newer) {
    this.world = world;
    this.data = new DataSteps(world);
    this.graphs = new GraphSteps(world);
    this.shifting = new Shifting(world, graphs, pauses);
    this.rollout = rollout;
    this.newer = newer;
  }

  /// Runs it to its end and answers the record of that.
  public RolloutRecord run() throws InterruptedException {
    while (true) {
      overtakeIfAsked();
      switch (RolloutMachine.decide(rollout)) {
        case Decision.Perform(var steps) -> perform(steps);
        case Decision.Retire() -> retire();
        case Decision.Return() -> giveBack();
        case Decision.Rest() -> {
          return rollout;
        }
      }
    }
  }

  private void overtakeIfAsked() {
    newer
        .get()
        .ifPresent(
            successor ->
                change("overtaken", now -> RolloutMachine.overtaken(now, successor, at())));
  }

  private void perform(List<Step> steps) throws InterruptedException {
    try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      steps.forEach(step -> running.add(side.submit(() -> perform(step))));
      for (Future<?> step : running) {
        step.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void perform(Step step) {
    change("began:" + step.id(), now -> RolloutMachine.began(now, step, at()));
    try {
      carryOut(step);
      change("done:" + step.id(), now -> RolloutMachine.done(now, step, at()));
    } catch (StepFailure e) {
      change(
          "failed:" + step.id(),
          now -> RolloutMachine.failed(now, step, String.valueOf(e.getMessage()), at()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carryOut(Step step) throws StepFailure, InterruptedException {
    Release target = release(rollout.target());
    switch (step.action()) {
      case BUILD -> build(step, target);
      case INGEST -> data.ingest(scope(target), component(step, target), until(target));
      case TRAIN -> data.train(scope(target), component(step, target));
      case JUDGE -> data.judge(scope(target), component(step, target), base());
      case START, UPDATE -> graphs.start(component(step, target), both(target), rollout.revision());
      case SHIFT -> shift(step, target);
      case PROVE -> prove(target);
      case REBASELINE -> rebaseline(component(step, target), target);
      case RETIRE -> {}
    }
  }

  private void build(Step step, Release target) throws StepFailure, InterruptedException {
    Component component = component(step, target);
    ImageAt image =
        world
            .images()
            .ensure(
                component
                    .image()
                    .orElseThrow(() -> new StepFailure(component.address() + " has no image")),
                rollout.revision());
    world.tracking().bindings().bindImage(component.image().get().key(), image.manifest(), at());
  }

  private void shift(Step step, Release target) throws StepFailure, InterruptedException {
    int from = RolloutMachine.record(rollout, step.id()).cursor();
    shifting.shift(
        base(),
        target,
        rollout.revision(),
        from,
        (percent, index) ->
            change(
                "share:" + percent, now -> RolloutMachine.share(now, percent, index, step, at())));
    world.tracking().pointers().live(target.id());
  }

  private void prove(Release target) throws StepFailure, InterruptedException {
    shifting.prove(target);
    world.tracking().pointers().lastGood(target.id());
  }

  private void rebaseline(Component monitor, Release target) throws StepFailure {
    for (Dependency dependency : monitor.dependencies()) {
      if (dependency.to().kind() == Kind.MODEL) {
        Component model = target.at(dependency.to());
        var binding =
            world
                .tracking()
                .bindings()
                .model(model.version())
                .orElseThrow(() -> new StepFailure(model.label() + " was not trained"));
        world
            .tracking()
            .bindings()
            .bindBaseline(
                new BaselineBinding(monitor.version(), model.version(), binding.baseline(), at()));
      }
    }
  }

  private void retire() throws InterruptedException {
    change("retiring", now -> RolloutMachine.retiring(now, at()));
    Release target = release(rollout.target());
    try {
      shifting.all(target, List.of(target), rollout.revision());
      graphs.bind(List.of(target));
    } catch (StepFailure e) {
      tell("what is not needed any more could not be taken out of the way: " + e.getMessage());
    }
    graphs.retain(List.of(target));
    change("done", now -> RolloutMachine.ended(now, Phase.DONE, at()));
    tell("release " + rollout.target().brief() + " is live");
  }

  private void giveBack() throws InterruptedException {
    Optional<Release> base = base();
    if (base.isPresent()) {
      giveBack(base.get());
    } else {
      graphs.retain(List.of());
    }
    boolean overtaken = rollout.successor().isPresent();
    String cause = rollout.cause().orElse("no cause was recorded");
    if (!overtaken) {
      world
          .tracking()
          .quarantine()
          .put(new QuarantineRecord(rollout.target(), rollout.revision(), cause, at()));
      world.intents().passed("quarantined");
    }
    change(
        overtaken ? "overtaken" : "returned",
        now -> RolloutMachine.ended(now, overtaken ? Phase.OVERTAKEN : Phase.RETURNED, at()));
    tell(overtaken ? "a newer commit takes its place" : "returned: " + cause);
  }

  private void giveBack(Release base) throws InterruptedException {
    try {
      graphs.bind(List.of(base));
      shifting.all(base, List.of(base), rollout.revision());
      world.tracking().pointers().live(base.id());
      graphs.retain(List.of(base));
    } catch (StepFailure e) {
      tell("traffic could not be given back yet: " + e.getMessage());
    }
  }

  private synchronized void change(String point, UnaryOperator<RolloutRecord> change) {
    RolloutRecord next = change.apply(rollout);
    if (!next.equals(rollout)) {
      world.tracking().rollouts().save(next);
      rollout = next;
      world.intents().passed(point);
    }
  }

  private void tell(String sentence) {
    world.tracking().story().tell(at(), "rollout", Optional.of(rollout.id()), sentence);
  }

  private Instant at() {
    return world.clock().instant();
  }

  private DataSteps.Scope scope(Release target) {
    return new DataSteps.Scope(rollout.id(), target, rollout.revision(), Optional.of(rollout.id()));
  }

  /// The data's present, or when the rollout began: the same also after a crash.
  private Optional<Instant> until(Release target) {
    return world
        .tracking()
        .pointers()
        .dataClock()
        .or(() -> Optional.of(target.clockStartsAt().orElse(rollout.began())));
  }

  private Optional<Release> base() {
    return rollout.base().flatMap(world.tracking().releases()::find);
  }

  private List<Release> both(Release target) {
    List<Release> both = new ArrayList<>();
    base().ifPresent(both::add);
    both.add(target);
    return both;
  }

  private Release release(Digest id) {
    return world
        .tracking()
        .releases()
        .find(id)
        .orElseThrow(() -> new IllegalStateException("no release " + id));
  }

  private static Component component(Step step, Release target) {
    Address address =
        step.target().orElseThrow(() -> new IllegalStateException(step.id() + " has no target"));
    return target.at(address);
  }
}
