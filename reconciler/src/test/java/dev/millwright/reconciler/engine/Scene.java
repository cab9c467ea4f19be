package dev.millwright.reconciler.engine;

import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.TrackingFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// One daemon's life over a state folder and a machine.
final class Scene implements AutoCloseable {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  final StateLayout layout;
  final Tracking tracking;
  final FakePlatform platform;
  final Example example;

  /// What is done while time passes; by default nothing, at once.
  Pauses pauses = _ -> {};

  Supplier<Optional<Digest>> newer = Optional::empty;
  int lastIntent = Integer.MAX_VALUE;

  /// Fails the building of images with this cause.
  Optional<String> imageFailure = Optional.empty();

  Scene(Path folder, Machine machine, Example example) {
    this.layout = new StateLayout(folder);
    this.tracking = Tracking.open(layout.trackingFile());
    this.platform = new FakePlatform(machine, tracking::close);
    this.example = example;
  }

  /// A daemon over a copy of what this one has left behind.
  Scene copy(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.copy(layout.trackingFile(), new StateLayout(folder).trackingFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Scene(folder, platform.machine.copy(), example);
  }

  /// The next daemon over the same state.
  Scene next() {
    return new Scene(layout.root(), platform.machine, example);
  }

  World world() {
    Intents intents =
        Intents.watched(layout.intents(), lastIntent, () -> platform.die("intent " + lastIntent));
    return new World(
        tracking,
        platform,
        this::image,
        Scene::holds,
        layout,
        example.repository.git().getRepository(),
        "",
        () -> AT,
        intents,
        PinnedItems.none());
  }

  /// `error_rate <= 0.01`, `psi(late_probability) < 0.2`, and whatever asks for neither.
  private static boolean holds(Expression condition, Map<String, Object> values) {
    Map<String, Double> bounds = Map.of("error_rate", 0.01, "psi(late_probability)", 0.2);
    return bounds.entrySet().stream()
        .filter(bound -> condition.names().contains(bound.getKey()))
        .allMatch(bound -> (Double) values.get(bound.getKey()) <= bound.getValue());
  }

  private ImageAt image(dev.millwright.spec.release.ImageSpec spec, String revision)
      throws StepFailure {
    if (imageFailure.isPresent()) {
      throw new StepFailure(imageFailure.get());
    }
    return new ImageAt(spec.key(), layout.root().resolve("lib"), List.of());
  }

  /// Begins a rollout to a revision from what is live.
  RolloutRecord begin(String id, Example.Revision to, UnaryOperator<Plan> change) {
    tracking.releases().keep(to.release(), AT);
    tracking
        .releases()
        .note(new RevisionRecord(to.commit(), AT, Optional.of(to.release().id()), List.of()));
    Optional<Digest> live = tracking.pointers().live();
    Plan plan =
        change.apply(new Planner().plan(live.flatMap(tracking.releases()::find), to.release()));
    RolloutRecord rollout =
        RolloutMachine.begin(id, live, tracking.pointers().lastGood(), to.commit(), plan, AT);
    tracking.rollouts().save(rollout);
    return rollout;
  }

  RolloutRecord bring(String id, Example.Revision to) {
    begin(id, to, plan -> plan);
    return goOn();
  }

  /// Goes on with what is in progress, to its end.
  RolloutRecord goOn() {
    try {
      return engine().run();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Engine engine() {
    return new Engine(world(), pauses, tracking.rollouts().inProgress().orElseThrow(), newer);
  }

  /// Goes on until it dies; answers whether it did.
  boolean dies() {
    try {
      goOn();
      return false;
    } catch (Death | TrackingFailure e) {
      return true;
    }
  }

  /// Everything that a user could tell two ends apart by.
  String end() {
    StringBuilder end = new StringBuilder();
    RolloutRecord rollout = tracking.rollouts().latest().orElseThrow();
    end.append(rollout.phase()).append(' ').append(rollout.percent()).append("%\n");
    rollout
        .steps()
        .forEach(step -> end.append(step.id()).append(' ').append(step.state()).append('\n'));
    end.append("cause ").append(rollout.cause()).append('\n');
    end.append("live ").append(tracking.pointers().live()).append('\n');
    end.append("good ").append(tracking.pointers().lastGood()).append('\n');
    end.append("quarantine ").append(tracking.quarantine().find(rollout.target())).append('\n');
    Release target = tracking.releases().find(rollout.target()).orElseThrow();
    target.components().values().forEach(component -> end.append(bindings(component)));
    return end.append(platform.machine.words()).toString();
  }

  private String bindings(Component component) {
    Digest version = component.version();
    return component.label()
        + " image "
        + component.image().flatMap(image -> tracking.bindings().image(image.key()))
        + " model "
        + tracking.bindings().model(version)
        + " snapshots "
        + tracking.bindings().snapshots(version)
        + (component.address().kind() == Kind.MONITOR
            ? " baselines " + tracking.bindings().baselines(version)
            : "")
        + "\n";
  }

  @Override
  public void close() {
    tracking.close();
  }
}
