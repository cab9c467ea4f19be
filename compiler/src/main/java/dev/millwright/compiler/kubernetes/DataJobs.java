package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The jobs that a release leads to, as far as is known what they work on, and the functions that
/// were asked for.
///
/// @param runs the functions that were asked for, and those that have a schedule
record DataJobs(Order order, List<FunctionRun> runs) {
  private static final Duration INGEST = Duration.ofHours(2);

  static DataJobs of(Order order) {
    return new DataJobs(order, new Scheduled(order).all());
  }

  List<ObjectNode> all() {
    List<ObjectNode> objects = new ArrayList<>();
    order.release().of(Kind.FEATURE_SET).forEach(set -> objects.addAll(ingest(set)));
    order.release().of(Kind.MODEL).forEach(model -> objects.addAll(train(model)));
    runs.forEach(run -> objects.addAll(run(run)));
    return objects;
  }

  /// Why jobs are not there yet.
  List<String> waiting() {
    List<String> waiting = new ArrayList<>();
    for (Component set : order.release().of(Kind.FEATURE_SET)) {
      if (files(set).isEmpty()) {
        waiting.add("the ingest of " + set.label() + " waits for the files that its source names");
      }
    }
    for (Component model : order.release().of(Kind.MODEL)) {
      Optional<Model.TrainedBy> training = ((Model) model.definition()).training();
      if (training.isPresent() && !isTrained(model)) {
        String what = "the training of " + model.label();
        waiting.addAll(missing(what, sets(vector(training.get()))));
      }
    }
    for (FunctionRun run : runs) {
      waiting.addAll(missing("the run " + run.run(), sets(run)));
    }
    waiting.addAll(new Scheduled(order).waiting());
    return waiting;
  }

  private List<String> missing(String what, List<Name> sets) {
    return sets.stream()
        .map(name -> order.release().at(Kind.FEATURE_SET, name))
        .filter(set -> !order.known().snapshots().containsKey(set.version()))
        .map(set -> what + " waits for a snapshot of " + set.label())
        .toList();
  }

  private boolean isTrained(Component model) {
    return order.known().models().containsKey(model.version());
  }

  private List<ObjectNode> ingest(Component component) {
    FeatureSet set = (FeatureSet) component.definition();
    Name name = set.metadata().name();
    return files(component)
        .map(
            files ->
                new Job.Ingest(
                    set.settled(),
                    component.version(),
                    StatePaths.STORES.offline(name, component.version()),
                    Optional.of(StatePaths.STORES.online(name, component.version()))
                        .filter(_ -> set.online()),
                    files,
                    order.release().clockStartsAt()))
        .map(job -> new JobObjects(order, component, "ingest", job, Means.plenty(INGEST)).once())
        .orElse(List.of());
  }

  /// Files of the commit lie on the claim by their content; a path without a pattern is its own
  /// only file; what else there is somebody has to look for.
  private Optional<List<Path>> files(Component component) {
    Name name = component.address().name();
    List<String> found = order.known().files().get(name);
    if (found != null) {
      return Optional.of(found.stream().map(Path::of).toList());
    }
    if (!component.sources().isEmpty()) {
      return Optional.of(
          component.sources().entrySet().stream()
              .map(source -> StatePaths.STORES.source(source.getKey(), source.getValue()))
              .toList());
    }
    return ((FeatureSet) component.definition()).source() instanceof FeatureSet.Files files
            && !files.path().contains("*")
        ? Optional.of(List.of(Path.of(files.path())))
        : Optional.empty();
  }

  private List<ObjectNode> train(Component component) {
    Model model = (Model) component.definition();
    return model.training().map(how -> train(component, model, how)).orElse(List.of());
  }

  /// A model version that has bytes is never trained again.
  private List<ObjectNode> train(Component component, Model model, Model.TrainedBy how) {
    FeatureVector vector = vector(how);
    if (isTrained(component)
        || component.image().isEmpty()
        || !missing("", sets(vector)).isEmpty()) {
      return List.of();
    }
    Function function = function(how.function());
    Job job =
        new Job.Train(
            model.settled(),
            vector,
            at(sets(vector)),
            function.settled(),
            new Job.FunctionCode(Parts.functionClasspath()),
            StatePaths.STORES.artifacts());
    return new JobObjects(order, component, "train", job, Means.of(function)).once();
  }

  /// Those of a function alone.
  List<ObjectNode> runsOf(Component function) {
    return runs.stream()
        .filter(run -> run.function().equals(function.address().name()))
        .flatMap(run -> run(run).stream())
        .toList();
  }

  private List<ObjectNode> run(FunctionRun run) {
    if (!missing("", sets(run)).isEmpty()) {
      return List.of();
    }
    Component component = order.release().at(Kind.FUNCTION, run.function());
    Function function = (Function) component.definition();
    Job job = job(run, function);
    JobObjects objects = new JobObjects(order, component, "run", job, Means.of(function));
    return run.schedule()
        .map(schedule -> objects.scheduled(run.run().text(), schedule))
        .orElseGet(() -> objects.once(run.run().text()));
  }

  private Job job(FunctionRun run, Function function) {
    SortedMap<String, Job.DatasetOf> inputs = new TreeMap<>();
    run.inputs().forEach((input, from) -> inputs.put(input, dataset(from)));
    return new Job.Run(
        function.settled(),
        new Job.FunctionCode(Parts.functionClasspath()),
        parameters(run, function),
        inputs,
        StatePaths.STORES.artifacts());
  }

  private static SortedMap<String, String> parameters(FunctionRun run, Function function) {
    SortedMap<String, String> parameters = function.defaults();
    parameters.putAll(run.parameters());
    return parameters;
  }

  private Job.DatasetOf dataset(Address from) {
    return order.release().at(from).definition() instanceof FeatureVector vector
        ? new Job.VectorRows(vector, at(sets(vector)))
        : new Job.SetRows(at(from.name()));
  }

  private List<Name> sets(FunctionRun run) {
    return run.inputs().values().stream()
        .flatMap(
            from ->
                order.release().at(from).definition() instanceof FeatureVector vector
                    ? sets(vector).stream()
                    : Stream.of(from.name()))
        .distinct()
        .toList();
  }

  private static List<Name> sets(FeatureVector vector) {
    return Stream.concat(
            vector.features().stream().map(FeatureVector.Selected::feature),
            vector.label().stream())
        .map(feature -> feature.featureSet())
        .distinct()
        .sorted()
        .toList();
  }

  private SortedMap<Name, SetAt> at(List<Name> sets) {
    SortedMap<Name, SetAt> at = new TreeMap<>();
    sets.forEach(name -> at.put(name, at(name)));
    return at;
  }

  private SetAt at(Name name) {
    Component set = order.release().at(Kind.FEATURE_SET, name);
    Digest snapshot = order.known().snapshots().get(set.version());
    if (snapshot == null) {
      throw new IllegalStateException("asked too early: " + set.label());
    }
    return new SetAt(
        ((FeatureSet) set.definition()).settled(),
        StatePaths.STORES.offline(name, set.version()),
        snapshot);
  }

  private FeatureVector vector(Model.TrainedBy how) {
    return (FeatureVector)
        order.release().at(Kind.FEATURE_VECTOR, how.featureVector()).definition();
  }

  private Function function(Name name) {
    return (Function) order.release().at(Kind.FUNCTION, name).definition();
  }
}
