package dev.millwright.offline.examples;

import static dev.millwright.offline.Declarations.aggregate;
import static dev.millwright.offline.Declarations.all;
import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.metadata;
import static dev.millwright.offline.Declarations.reference;
import static dev.millwright.offline.Declarations.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.offline.Declarations;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.join.Stretch;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import dev.millwright.spec.resource.FeatureVector.Join;
import dev.millwright.spec.resource.FeatureVector.Selected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model takes the numbers of a vector, as they were known at the example's time.
final class VectorExamplesTest {
  private static final NamedType NEAR = column("near", "vector<float32, 2>");
  private static final List<NamedType> LABELS =
      List.of(
          column("key", "string"),
          column("at", "timestamp"),
          column("query", "vector<float64, 2>"),
          column("late", "bool"));
  private static final List<NamedType> FACTS =
      List.of(column("key", "string"), column("at", "timestamp"), column("x", "int64"), NEAR);

  @TempDir Path folder;
  private final Map<Name, SetAt> sets = new TreeMap<>();

  @Test
  void each_number_of_a_vector_is_a_column_of_its_own() throws Exception {
    FeatureSet labels = labels();
    FeatureSet facts = facts(List.of(), List.of(feature("near", "vector<float32, 2>")));
    assertThat(columns(examples(labels, facts)))
        .containsExactly(
            "near[1] [1.0, 1.0, 3.0, NaN]",
            "near[2] [2.0, 2.0, 4.0, NaN]",
            "query[1] [0.5, 0.5, 0.5, 0.5]",
            "query[2] [-1.0, -1.0, -1.0, -1.0]");
  }

  @Test
  void so_it_is_beside_a_window() throws Exception {
    Aggregate window = aggregate("x", "x", Duration.ofHours(1), List.of(Statistic.SUM), "PT24H");
    FeatureSet facts =
        facts(
            List.of(window),
            List.of(feature("x_sum_PT24H", "int64?"), feature("near", "vector<float32, 2>")));
    assertThat(columns(examples(labels(), facts)))
        .containsExactly(
            "x_sum_PT24H [1.0, 1.0, 3.0, NaN]",
            "near[1] [1.0, 1.0, 3.0, NaN]",
            "near[2] [2.0, 2.0, 4.0, NaN]",
            "query[1] [0.5, 0.5, 0.5, 0.5]",
            "query[2] [-1.0, -1.0, -1.0, -1.0]");
  }

  @Test
  void nothing_is_kept_of_the_numbers_of_a_vector_one_by_one() throws Exception {
    FeatureSet facts =
        facts(List.of(), List.of(feature("near", "vector<float32, 2>"), feature("x", "int64")));
    assertThat(ColumnStatistics.of(examples(labels(), facts)).features()).containsOnlyKeys("x");
  }

  private Examples examples(FeatureSet labels, FeatureSet facts) throws Exception {
    ingest(
        labels,
        """
        SELECT key, "at"::TIMESTAMP AS "at", [0.5, -1]::DOUBLE[] AS query, true AS late
        FROM (VALUES ('a', '2001-01-01 11:00:00'), ('a', '2001-01-01 12:00:00'),
          ('a', '2001-01-01 14:00:00'), ('b', '2001-01-01 15:00:00')) t(key, "at")
        """);
    ingest(
        facts,
        """
        SELECT key, "at"::TIMESTAMP AS "at", x, near::FLOAT[2] AS near
        FROM (VALUES ('a', '2001-01-01 10:30:00', 1, [1, 2]), ('a', '2001-01-01 13:00:00', 2, [3, 4]))
          t(key, "at", x, near)
        """);
    List<Selected> selected = all(facts, "");
    try (Engine engine = Engine.open(folder)) {
      return Examples.of(
          engine,
          vector(
              reference(labels, "late"),
              Stream.of(LABELS.get(0), LABELS.get(2)).toList(),
              selected,
              Join.LEFT),
          sets,
          Stretch.all(),
          folder);
    }
  }

  private static List<String> columns(Examples examples) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < examples.columns().size(); i++) {
      columns.add(
          examples.columns().get(i).name()
              + " "
              + java.util.Arrays.toString(examples.values().get(i)));
    }
    return columns;
  }

  private void ingest(FeatureSet set, String query) throws Exception {
    Path source = folder.resolve(set.metadata().name() + ".parquet");
    try (Engine engine = Engine.open(folder)) {
      engine.run("COPY (" + query + ") TO " + Sql.text(source.toString()) + " (FORMAT parquet)");
    }
    Path offline = folder.resolve(set.metadata().name().text());
    new Ingest(folder)
        .run(
            new Job.Ingest(
                set,
                Digest.of("version"),
                offline,
                Optional.empty(),
                List.of(source),
                Optional.empty()));
    sets.put(
        set.metadata().name(),
        new SetAt(set, offline, new OfflineStore(offline).current().orElseThrow().id()));
  }

  private static FeatureSet labels() {
    return set(
        "labels",
        LABELS,
        List.of(),
        List.of(feature("late", "bool"), feature("query", "vector<float64, 2>")));
  }

  private static FeatureSet facts(List<Aggregate> windows, List<Feature> features) {
    return set("facts", FACTS, windows, features);
  }

  private static FeatureSet set(
      String name, List<NamedType> columns, List<Aggregate> windows, List<Feature> features) {
    return new FeatureSet(
        metadata(name),
        Declarations.columns("key string"),
        Optional.of("at"),
        Optional.empty(),
        files(name + ".parquet", columns),
        List.of(),
        windows,
        features,
        Optional.empty(),
        false);
  }

  private static NamedType column(String name, String type) {
    return new NamedType(name, DataType.parse(type));
  }
}
