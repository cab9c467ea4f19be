package dev.millwright.bench;

import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.model.OnnxScorer;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.FeatureLookup;
import dev.millwright.serving.graph.Features;
import dev.millwright.serving.graph.Materials;
import dev.millwright.serving.graph.Outcome;
import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.graph.Scorer;
import dev.millwright.serving.graph.TrainedModel;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.serving.GraphFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What five steps in one process cost (enrich, validate, impute, model, respond), with stores and
/// a model that cost nothing: the graph's own share of a request. Beside it the same with a small
/// model in ONNX Runtime.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GraphOverhead {
  private final Instant arrived = Instant.parse("2001-03-30T18:00:00Z");
  private final OnnxScorer scorer = tiny();
  private final BoundGraph free = bound(inputs -> inputs[0] / 100);
  private final BoundGraph onnx = bound(inputs -> scorer.score(inputs, inputs.length)[0]);

  /// A refusal would be quicker than an answer, and mean nothing.
  @Setup
  public void answers() {
    for (Passage passage : List.of(fiveSteps(), fiveStepsWithOnnx())) {
      if (!(passage.outcome() instanceof Outcome.Answered)) {
        throw new IllegalStateException("no answer: " + passage.outcome());
      }
    }
  }

  /// Closes the model.
  @TearDown
  public void close() {
    scorer.close();
  }

  /// One request's way through the graph.
  @Benchmark
  public Passage fiveSteps() {
    return passage(free);
  }

  /// The same with a model that is asked in earnest.
  @Benchmark
  public Passage fiveStepsWithOnnx() {
    return passage(onnx);
  }

  private Passage passage(BoundGraph graph) {
    @Nullable Object[] row = new @Nullable Object[graph.width()];
    row[0] = "SEA";
    row[1] = "LAX";
    row[2] = arrived;
    row[3] = 954L;
    return graph.run(row, arrived, System.nanoTime());
  }

  private static OnnxScorer tiny() {
    try (Temporary folder = Temporary.folder("model")) {
      int columns = ExampleProject.columns(ExampleProject.graph(ExampleProject.release()));
      return OnnxScorer.open(TinyModel.write(folder.resolve("tiny.onnx"), columns));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BoundGraph bound(Scorer scorer) {
    Release release = ExampleProject.release();
    GraphFile file = ExampleProject.graph(release);
    Map<Name, FeatureLookup> stores = new HashMap<>();
    file.sets().forEach((name, set) -> stores.put(name, store(set)));
    Map<Name, TrainedModel> models = new HashMap<>();
    Statistics nothing = new Statistics(0, new TreeMap<>());
    file.models().keySet().forEach(name -> models.put(name, new TrainedModel(scorer, nothing)));
    return BoundGraph.bind(
        file,
        release.id(),
        new TreeMap<>(),
        new Materials(stores, models),
        (expression, columns) ->
            ExpressionCompiler.compile(expression, columns.stream().map(NamedType::name).toList())
                ::evaluate,
        System::nanoTime);
  }

  private static FeatureLookup store(FeatureSet set) {
    int width = set.features().size();
    Object[] values = new Object[width];
    for (int i = 0; i < width; i++) {
      values[i] =
          switch (set.features().get(i).type().base()) {
            case INT32, INT64 -> 12L;
            default -> 12.0;
          };
    }
    Status[] statuses = new Status[width];
    Arrays.fill(statuses, Status.PRESENT);
    Features found = new Features(values, statuses, Digest.of(set.metadata().name().text()));
    return (_, _, _) -> found;
  }
}
