package dev.millwright.offline.job;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.examples.ColumnStatistics;
import dev.millwright.offline.examples.Examples;
import dev.millwright.offline.examples.Filling;
import dev.millwright.offline.function.Handler;
import dev.millwright.offline.ingest.StoredRows;
import dev.millwright.offline.join.Stretch;
import dev.millwright.offline.join.VectorColumns;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.offline.train.Datasets;
import dev.millwright.runtime.artifact.ArtifactStore;
import dev.millwright.runtime.feature.Row;
import dev.millwright.runtime.function.HandlerException;
import dev.millwright.runtime.model.PositiveClass;
import dev.millwright.sdk.Dataset;
import dev.millwright.sdk.OnnxModel;
import dev.millwright.sdk.Outputs;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.FeatureVector;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A function run by hand: its inputs as datasets, its outputs kept.
record FunctionRun(Path work, RunContext context) {
  JobResult.Ran run(Job.Run job) throws IOException, SQLException, HandlerException {
    Map<String, Dataset> inputs = new TreeMap<>();
    for (var input : job.inputs().entrySet()) {
      inputs.put(input.getKey(), dataset(input.getValue()));
    }
    try (Handler handler = Handler.load(job.function(), job.code().classpath())) {
      return kept(
          handler.call(job.parameters(), inputs, context), new ArtifactStore(job.artifacts()));
    }
  }

  private Dataset dataset(Job.DatasetOf input) throws IOException, SQLException {
    try (Engine engine = Engine.open(work)) {
      return switch (input) {
        case Job.VectorRows(var vector, var sets) -> examples(engine, vector, sets);
        case Job.SetRows(var set) -> rows(engine, set);
      };
    }
  }

  /// Filled like a training's, from their own statistics.
  private Dataset examples(Engine engine, FeatureVector vector, SortedMap<Name, Job.SetAt> sets)
      throws IOException, SQLException {
    Examples examples = Examples.of(engine, vector, sets, Stretch.all(), work);
    Filling.of(vector, VectorColumns.declarations(sets), ColumnStatistics.of(examples))
        .fill(examples);
    return Datasets.of(examples);
  }

  private static Dataset rows(Engine engine, Job.SetAt set) throws IOException, SQLException {
    StoredRows stored = StoredRows.of(set.set());
    List<Path> parts = new OfflineStore(set.offline()).require(set.snapshot()).files(set.offline());
    List<NamedType> columns = stored.layout().columns();
    List<List<@Nullable Object>> values = new ArrayList<>();
    columns.forEach(_ -> values.add(new ArrayList<>()));
    List<Long> times = new ArrayList<>();
    engine.each(
        stored.sorted(parts),
        read -> {
          Row row = stored.row(read);
          times.add(row.timestamp());
          for (int i = 0; i < columns.size(); i++) {
            values.get(i).add(row.values().get(i));
          }
        });
    return table(columns, values, times);
  }

  private static Dataset table(
      List<NamedType> columns, List<List<@Nullable Object>> values, List<Long> times) {
    Map<String, double[]> features = new LinkedHashMap<>();
    Map<String, String[]> words = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      NamedType column = columns.get(i);
      List<@Nullable Object> rows = values.get(i);
      switch (column.type().base()) {
        case BOOL, INT32, INT64, FLOAT32, FLOAT64 ->
            features.put(column.name(), rows.stream().mapToDouble(FunctionRun::number).toArray());
        case VECTOR -> {
          List<NamedType> numbers = VectorColumns.numbers(List.of(column));
          for (int k = 0; k < numbers.size(); k++) {
            int place = k;
            features.put(
                numbers.get(k).name(),
                rows.stream().mapToDouble(row -> number(element(row, place))).toArray());
          }
        }
        case STRING, BYTES, TIMESTAMP, DATE, LIST ->
            words.put(column.name(), rows.stream().map(FunctionRun::text).toArray(String[]::new));
      }
    }
    return new Dataset(
        features, words, new double[0], times.stream().mapToLong(Long::longValue).toArray());
  }

  private static @Nullable Object element(@Nullable Object vector, int place) {
    return vector instanceof List<?> numbers ? numbers.get(place) : null;
  }

  /// A list is a text in JSON; what is missing is the empty text.
  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case List<?> several -> Json.write(several);
      default -> value.toString();
    };
  }

  private static double number(@Nullable Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1 : 0;
      case Number number -> number.doubleValue();
      case null, default -> Double.NaN;
    };
  }

  private static JobResult.Ran kept(Outputs outputs, ArtifactStore artifacts) throws IOException {
    SortedMap<String, String> scalars = new TreeMap<>();
    SortedMap<String, Digest> kept = new TreeMap<>();
    for (var output : outputs.values().entrySet()) {
      if (output.getValue() instanceof OnnxModel model) {
        kept.put(
            output.getKey(),
            artifacts.keep(PositiveClass.noted(model.bytes(), model.positiveClass())));
      } else {
        scalars.put(output.getKey(), output.getValue().toString());
      }
    }
    return new JobResult.Ran(scalars, kept);
  }
}
