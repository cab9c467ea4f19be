package dev.millwright.offline.train;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.examples.ColumnStatistics;
import dev.millwright.offline.examples.Examples;
import dev.millwright.offline.examples.Filling;
import dev.millwright.offline.examples.NoDataException;
import dev.millwright.offline.function.Handler;
import dev.millwright.offline.join.Stretch;
import dev.millwright.offline.join.VectorColumns;
import dev.millwright.runtime.artifact.ArtifactStore;
import dev.millwright.runtime.function.HandlerException;
import dev.millwright.runtime.model.OnnxScorer;
import dev.millwright.runtime.model.PositiveClass;
import dev.millwright.sdk.Context;
import dev.millwright.sdk.OnnxModel;
import dev.millwright.sdk.Outputs;
import dev.millwright.spec.Digest;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Function.OutputType;
import dev.millwright.spec.resource.Model.TrainedBy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// One training: examples of `[asOf − since, asOf − holdOut)` whose label was known by the end of
/// that stretch, filled as serving will fill, given to the author's handler. No row of the held-out
/// stretch is read.
public final class Training {
  private final Path work;
  private final Context context;

  public Training(Path work, Context context) {
    this.work = work;
    this.context = context;
  }

  /// @throws NoDataException when there are no examples
  /// @throws HandlerException when the author's code fails or answers something else than declared
  public JobResult.Trained run(Job.Train job)
      throws IOException, SQLException, HandlerException, NoDataException {
    Examples examples = examples(job);
    context.say("%d examples, %d columns".formatted(examples.rows(), examples.columns().size()));
    Statistics statistics = ColumnStatistics.of(examples);
    Filling.of(job.vector(), VectorColumns.declarations(job.sets()), statistics).fill(examples);
    Outputs outputs = call(job, examples);
    OnnxModel model = (OnnxModel) Objects.requireNonNull(outputs.values().get(modelOutput(job)));
    byte[] bytes = PositiveClass.noted(model.bytes(), model.positiveClass());
    ArtifactStore artifacts = new ArtifactStore(job.artifacts());
    Statistics baseline = withPredictions(statistics, job, bytes, examples);
    Digest baselineDigest = artifacts.keep(Json.pretty(baseline).getBytes(StandardCharsets.UTF_8));
    return new JobResult.Trained(
        artifacts.keep(bytes),
        baselineDigest,
        scalars(outputs),
        examples.rows(),
        examples.digest());
  }

  private Examples examples(Job.Train job) throws IOException, SQLException, NoDataException {
    TrainedBy how = job.model().trainedBy();
    Instant end = how.cutOff().minus(how.holdOut());
    Stretch stretch = Stretch.until(how.cutOff().minus(how.since()), end);
    try (Engine engine = Engine.open(work)) {
      Examples examples = Examples.of(engine, job.vector(), job.sets(), stretch, work);
      if (examples.rows() == 0) {
        throw new NoDataException(
            "there are no examples with a known label from %s to %s"
                .formatted(how.cutOff().minus(how.since()), end));
      }
      return examples;
    }
  }

  private Outputs call(Job.Train job, Examples examples) throws IOException, HandlerException {
    try (Handler handler = Handler.load(job.function(), job.code().classpath())) {
      Map<String, String> parameters = job.model().trainedBy().parameters();
      return handler.call(
          parameters, Map.of(job.model().trainedBy().input(), Datasets.of(examples)), context);
    }
  }

  private static String modelOutput(Job.Train job) {
    return job.function().outputs().entrySet().stream()
        .filter(output -> output.getValue().type() == OutputType.MODEL)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    job.function().metadata().name() + " declares no model output"));
  }

  /// Scores the training examples: proves that the model answers probabilities, and gives the
  /// monitor something to compare answers with.
  private Statistics withPredictions(
      Statistics statistics, Job.Train job, byte[] bytes, Examples examples) throws IOException {
    Path file = Files.createTempFile(work, "model", ".onnx");
    Files.write(file, bytes);
    try (OnnxScorer scorer = OnnxScorer.open(file)) {
      SortedMap<String, Statistics.Column> columns = new TreeMap<>(statistics.features());
      String output = job.model().outputs().getFirst().name();
      DataType type = job.model().outputs().getFirst().type();
      columns.put(output, ColumnStatistics.of(type, Scores.of(scorer, examples)));
      return new Statistics(statistics.rows(), columns);
    } finally {
      Files.delete(file);
    }
  }

  private static SortedMap<String, String> scalars(Outputs outputs) {
    SortedMap<String, String> scalars = new TreeMap<>();
    outputs
        .values()
        .forEach(
            (name, value) -> {
              if (!(value instanceof OnnxModel)) {
                scalars.put(name, value.toString());
              }
            });
    return scalars;
  }
}
