package dev.millwright.offline;

import static dev.millwright.offline.Declarations.all;
import static dev.millwright.offline.Declarations.columns;
import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.formula;
import static dev.millwright.offline.Declarations.metadata;
import static dev.millwright.offline.Declarations.reference;
import static dev.millwright.offline.Declarations.vector;

import dev.millwright.offline.authors.Trainers;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Impute;
import dev.millwright.spec.resource.FeatureSet.With;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.Join;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.Output;
import dev.millwright.spec.resource.Function.OutputType;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Resources;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something small to be learnt: labels by key and day with a number `x` that the caller brings,
/// and a set of weights by key. A model takes `weight` and `x`.
public final class Lesson {
  private static final Instant FIRST = Instant.parse("2001-01-01T00:00:00Z");
  private static final List<NamedType> LABELS =
      columns("key string, at timestamp, known timestamp, x float64?, late bool?");
  private static final List<NamedType> WEIGHTS = columns("key string, weight float64?");

  private final Path folder;
  private final SortedMap<Name, SetAt> sets = new TreeMap<>();

  public Lesson(Path folder) {
    this.folder = folder;
  }

  public static Instant day(double day) {
    return FIRST.plusMillis(Math.round(day * 86_400_000));
  }

  /// @param rows key, day of the event, day on which the label was known, x, truth
  public Lesson labels(String... rows) throws Exception {
    StringBuilder csv = new StringBuilder("key,at,known,x,late\n");
    for (String row : rows) {
      String[] words = row.split(",", -1);
      words[1] = day(Double.parseDouble(words[1])).toString();
      words[2] = day(Double.parseDouble(words[2])).toString();
      csv.append(String.join(",", words)).append('\n');
    }
    ingest(labelSet(), Files.writeString(folder.resolve("labels.csv"), csv));
    return this;
  }

  /// @param rows key and weight
  public Lesson weights(String... rows) throws Exception {
    String csv = "key,weight\n" + String.join("\n", rows) + "\n";
    ingest(weightSet(), Files.writeString(folder.resolve("weights.csv"), csv));
    return this;
  }

  public SortedMap<Name, SetAt> sets() {
    return sets;
  }

  public Path artifacts() {
    return folder.resolve("artifacts");
  }

  public Job.Train training(Model model, String handler) throws URISyntaxException {
    return new Job.Train(model, vectorOf(), sets, function(handler), code(), artifacts());
  }

  public static Job.FunctionCode code() throws URISyntaxException {
    return new Job.FunctionCode(
        List.of(
            Path.of(Trainers.class.getProtectionDomain().getCodeSource().getLocation().toURI())));
  }

  /// Examples of ten days up to day ten, of which the last three are held out.
  public static Model model(Formula... gates) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("column", "1");
    return new Model(
        metadata("late"),
        new Model.TrainedBy(
            Name.of("trainer"),
            parameters,
            "examples",
            Name.of("vector"),
            Duration.ofDays(10),
            Duration.ofDays(3),
            day(10)),
        Model.Format.ONNX,
        new Model.OfVector(Name.of("vector")),
        columns("probability float64"),
        Arrays.asList(gates));
  }

  public static Function function(String handler) {
    SortedMap<String, Function.Parameter> parameters = new TreeMap<>();
    parameters.put(
        "column",
        new Function.Parameter(
            DataType.parse("int64"), Optional.of("0"), Optional.empty(), Optional.empty()));
    SortedMap<String, Function.Input> inputs = new TreeMap<>();
    inputs.put("examples", new Function.Input(Function.InputType.DATASET));
    SortedMap<String, Output> outputs = new TreeMap<>();
    outputs.put("model", new Output(OutputType.MODEL));
    outputs.put("kind", new Output(OutputType.STRING));
    outputs.put("rows", new Output(OutputType.INT64));
    return new Function(
        metadata("trainer"),
        Function.Type.JOB,
        Function.Language.JAVA,
        Optional.of("functions/trainer"),
        Optional.of(Trainers.class.getName() + "::" + handler),
        parameters,
        inputs,
        outputs,
        List.of(),
        new Resources(Optional.empty()),
        Duration.ofMinutes(1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static FeatureVector vectorOf() {
    return vector(
        reference(labelSet(), "late"),
        columns("key string, x float64"),
        all(weightSet(), ""),
        Join.LEFT);
  }

  private void ingest(FeatureSet set, Path file) throws Exception {
    Path offline = folder.resolve(set.metadata().name().toString());
    new Ingest(folder)
        .run(
            new Job.Ingest(
                set,
                Digest.of("version"),
                offline,
                Optional.empty(),
                List.of(file),
                Optional.empty()));
    sets.put(
        set.metadata().name(),
        new SetAt(set, offline, new OfflineStore(offline).current().orElseThrow().id()));
  }

  private static FeatureSet labelSet() {
    return new FeatureSet(
        metadata("labels"),
        columns("key string"),
        Optional.of("at"),
        Optional.of(formula("known", LABELS)),
        files("labels.csv", LABELS),
        List.of(),
        List.of(),
        List.of(feature("late", "bool?"), feature("x", "float64?")),
        Optional.empty(),
        false);
  }

  private static FeatureSet weightSet() {
    Feature weight =
        new Feature(
            "weight",
            DataType.parse("float64?"),
            Optional.empty(),
            List.of(),
            Optional.of(new Impute(With.MEAN, Optional.empty())));
    return new FeatureSet(
        metadata("weights"),
        columns("key string"),
        Optional.empty(),
        Optional.empty(),
        files("weights.csv", WEIGHTS),
        List.of(),
        List.of(),
        List.of(weight),
        Optional.empty(),
        false);
  }
}
