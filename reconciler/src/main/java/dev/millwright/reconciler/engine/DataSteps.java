package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.ModelFiles;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.Selected;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Resources;
import dev.millwright.tracking.ModelBinding;
import dev.millwright.tracking.SnapshotBinding;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Ingests, trains and judges, and binds what came of it.
public final class DataSteps {
  private final World world;
  private final JobRunner jobs;

  public DataSteps(World world) {
    this.world = world;
    this.jobs = new JobRunner(world);
  }

  /// Where a step belongs.
  ///
  /// @param scope starts the ids of its runs: the same scope and step are the same run
  public record Scope(String scope, Release release, String revision, Optional<String> rollout) {
    String run(String step) {
      return scope + "-" + step.replaceAll("[^a-z0-9-]", "-");
    }
  }

  /// Brings a feature set to the data known by a time, binds the snapshot and answers it.
  public JobResult.Ingested ingest(Scope scope, Component component, Optional<Instant> until)
      throws StepFailure, InterruptedException {
    FeatureSet set = (FeatureSet) component.definition();
    Name name = set.metadata().name();
    ImageAt image = image(component, scope);
    Optional<java.nio.file.Path> online =
        set.online()
            ? Optional.of(world.layout().online(name, component.version()))
            : Optional.empty();
    try {
      Job job =
          new Job.Ingest(
              set,
              component.version(),
              world.layout().offline(name, component.version()),
              online,
              new SourceFiles(world).of(component, scope.revision()),
              until);
      String id = scope.run("ingest-" + name + "-" + component.version().brief());
      JobResult.Ingested result =
          (JobResult.Ingested)
              jobs.run(
                  new JobRunner.About(
                      id, "ingest", scope.release(), component, scope.revision(), scope.rollout()),
                  job,
                  image,
                  new Resources(Optional.empty()));
      world
          .tracking()
          .bindings()
          .appendSnapshot(
              new SnapshotBinding(
                  component.version(),
                  result.snapshot(),
                  until,
                  component.sources(),
                  id,
                  world.clock().instant()));
      return result;
    } catch (IOException e) {
      throw new StepFailure("the files of " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// Trains a model version, unless it was trained before, and binds its bytes.
  public void train(Scope scope, Component component) throws StepFailure, InterruptedException {
    if (world.tracking().bindings().model(component.version()).isEmpty()) {
      JobResult.Trained result = trained(scope, component, (Model) component.definition());
      world
          .tracking()
          .bindings()
          .bindModel(
              new ModelBinding(
                  component.version(),
                  result.model(),
                  result.baseline(),
                  scope.run("train-" + component.address().name()),
                  world.clock().instant()));
    }
  }

  /// Trains a model as declared, without binding anything.
  public JobResult.Trained trained(Scope scope, Component component, Model model)
      throws StepFailure, InterruptedException {
    FeatureVector vector = vector(scope.release(), model.trainedBy().featureVector());
    Component function = scope.release().at(Kind.FUNCTION, model.trainedBy().function());
    ImageAt image = image(component, scope);
    Function definition = (Function) function.definition();
    Job job =
        new Job.Train(
            model,
            vector,
            sets(scope.release(), vector),
            definition,
            new Job.FunctionCode(image.functionClasspath()),
            world.layout().artifacts());
    return (JobResult.Trained)
        jobs.run(
            new JobRunner.About(
                scope.run("train-" + model.metadata().name()),
                "train",
                scope.release(),
                component,
                scope.revision(),
                scope.rollout()),
            job,
            image,
            definition.resources());
  }

  /// Judges a bound model version against its gates and the one in service.
  ///
  /// @throws StepFailure also when a gate does not hold
  public void judge(Scope scope, Component component, Optional<Release> live)
      throws StepFailure, InterruptedException {
    ModelBinding binding =
        world
            .tracking()
            .bindings()
            .model(component.version())
            .orElseThrow(() -> new StepFailure("the model was not trained"));
    JobResult.Judged verdict =
        judged(
            scope,
            component,
            (Model) component.definition(),
            files(binding.model(), binding.baseline()),
            outputs(binding),
            live);
    Optional<JobResult.Gate> broken =
        verdict.gates().stream().filter(gate -> !gate.passed()).findFirst();
    if (broken.isPresent()) {
      throw new StepFailure(
          "the model " + component.address().name() + " fails its gate " + broken.get().sentence());
    }
  }

  /// Judges model files.
  public JobResult.Judged judged(
      Scope scope,
      Component component,
      Model model,
      ModelFiles candidate,
      SortedMap<String, String> outputs,
      Optional<Release> live)
      throws StepFailure, InterruptedException {
    FeatureVector vector = vector(scope.release(), model.trainedBy().featureVector());
    Optional<Job.LiveModel> inService =
        live.flatMap(release -> new InService(world, this).of(release, component.address().name()));
    Job job =
        new Job.Judge(model, vector, sets(scope.release(), vector), outputs, candidate, inService);
    return (JobResult.Judged)
        jobs.run(
            new JobRunner.About(
                scope.run("judge-" + model.metadata().name()),
                "judge",
                scope.release(),
                component,
                scope.revision(),
                scope.rollout()),
            job,
            image(component, scope),
            new Resources(Optional.empty()));
  }

  /// Every feature set of a vector at its newest snapshot.
  public SortedMap<Name, SetAt> sets(Release release, FeatureVector vector) throws StepFailure {
    SortedMap<Name, SetAt> sets = new TreeMap<>();
    for (Selected selected : vector.features()) {
      sets.put(selected.feature().featureSet(), set(release, selected.feature().featureSet()));
    }
    if (vector.label().isPresent()) {
      Name label = vector.label().get().featureSet();
      sets.put(label, set(release, label));
    }
    return sets;
  }

  /// A feature set at its newest snapshot.
  public SetAt set(Release release, Name name) throws StepFailure {
    Component component = release.at(Kind.FEATURE_SET, name);
    Digest snapshot =
        world
            .tracking()
            .bindings()
            .snapshot(component.version())
            .map(SnapshotBinding::snapshot)
            .orElseThrow(() -> new StepFailure(name + " was not ingested yet"));
    return new SetAt(
        (FeatureSet) component.definition(),
        world.layout().offline(name, component.version()),
        snapshot);
  }

  public ModelFiles files(Digest model, Digest baseline) {
    return new ModelFiles(world.layout().artifact(model), world.layout().artifact(baseline));
  }

  private SortedMap<String, String> outputs(ModelBinding binding) {
    return world
        .tracking()
        .runs()
        .find(binding.run())
        .map(run -> run.outputs())
        .orElseGet(TreeMap::new);
  }

  static FeatureVector vector(Release release, Name name) {
    return (FeatureVector) release.at(Kind.FEATURE_VECTOR, name).definition();
  }

  private ImageAt image(Component component, Scope scope) throws StepFailure, InterruptedException {
    return world
        .images()
        .ensure(
            component
                .image()
                .orElseThrow(() -> new StepFailure(component.address() + " has no image")),
            scope.revision());
  }
}
