package dev.millwright.reconciler.monitor;

import dev.millwright.reconciler.engine.JobRunner;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Kind;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Observed;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Resources;
import dev.millwright.tracking.BaselineBinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Has a live monitor judge its graph's recording against the training of every model that the
/// graph asks.
///
/// @param now the data's present
/// @param flush whether the pane that the present is in closes early
record WatchJob(
    World world, Release live, String revision, Component component, Instant now, boolean flush) {
  /// The windows that have closed, in order of time.
  List<WindowVerdict> run() throws StepFailure, PlatformFailure, InterruptedException {
    Monitor monitor = (Monitor) component.definition();
    world.platform().graphs().flush(monitor.of());
    ImageAt image =
        world
            .images()
            .ensure(
                component
                    .image()
                    .orElseThrow(() -> new StepFailure(component.address() + " has no image")),
                revision);
    SortedMap<Instant, WindowVerdict> windows = new TreeMap<>();
    for (Component model : models().toList()) {
      watch(model, image).forEach(window -> windows.merge(window.start(), window, WatchJob::both));
    }
    return List.copyOf(windows.values());
  }

  private List<WindowVerdict> watch(Component model, ImageAt image)
      throws StepFailure, InterruptedException {
    Monitor monitor = (Monitor) component.definition();
    BaselineBinding baseline =
        world.tracking().bindings().baselines(component.version()).stream()
            .filter(binding -> binding.model().equals(model.version()))
            .findFirst()
            .orElseThrow(() -> new StepFailure(monitor.metadata().name() + " has no baseline yet"));
    String id = world.tracking().pointers().find(intent(model)).orElseGet(() -> id(model));
    world.tracking().pointers().set(intent(model), id);
    Job job =
        new Job.Watch(
            monitor,
            world.layout().recordings(monitor.of()),
            world.layout().artifact(baseline.baseline()),
            world
                .layout()
                .monitor(monitor.metadata().name(), component.version())
                .resolve(model.address().name().text()),
            now,
            flush,
            id);
    JobRunner.About about =
        new JobRunner.About(id, "watch", live, component, revision, Optional.empty());
    Resources resources = new Resources(Optional.empty());
    try {
      return ((JobResult.Watched) new JobRunner(world).run(about, job, image, resources)).windows();
    } catch (StepFailure e) {
      world.tracking().pointers().clear(intent(model));
      throw e;
    }
  }

  /// Whether the process died between an earlier look and its record. The next [#run] is that look:
  /// a job says only once what it found.
  boolean isCutShort() {
    return models().anyMatch(model -> world.tracking().pointers().find(intent(model)).isPresent());
  }

  /// What was found is in the record.
  void taken() {
    models().forEach(model -> world.tracking().pointers().clear(intent(model)));
  }

  private Stream<Component> models() {
    return component.dependencies().stream()
        .filter(dependency -> dependency.to().kind() == Kind.MODEL)
        .map(dependency -> live.at(dependency.to()));
  }

  /// Where the id of a look stands from before it begins until it is in the record.
  private String intent(Component model) {
    return "watch/%s/%s".formatted(component.version(), model.address().name());
  }

  /// Every look is a run of its own: the recording has grown since the last one.
  private String id(Component model) {
    String id =
        "watch-%s-%s-%d"
            .formatted(
                component.address().name(),
                model.address().name(),
                world.clock().instant().toEpochMilli());
    String free = id;
    for (int next = 2; world.tracking().runs().find(free).isPresent(); next++) {
      free = id + "-" + next;
    }
    return free;
  }

  private static WindowVerdict both(WindowVerdict one, WindowVerdict other) {
    List<FeatureDrift> features = new ArrayList<>(one.features());
    features.addAll(other.features());
    Verdict verdict = one.verdict() == Verdict.OK ? other.verdict() : one.verdict();
    Optional<Observed> observed =
        Stream.of(one.observed(), other.observed()).flatMap(Optional::stream).reduce(Observed::and);
    return new WindowVerdict(one.start(), one.end(), one.samples(), verdict, features, observed);
  }
}
