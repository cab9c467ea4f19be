package dev.millwright.offline.ingest;

import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.formula;
import static dev.millwright.offline.Declarations.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.online.OnlineStore;
import dev.millwright.spec.Digest;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Feature;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists and vectors from a Parquet file to the stores.
final class SeveralTest {
  private static final Instant NOW = Instant.parse("2001-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void what_holds_several_comes_through_as_it_stands() throws Exception {
    assertThat(through("list<string?>", "['a', NULL, 'b']"))
        .isEqualTo(Arrays.asList("a", null, "b"));
    assertThat(through("list<int64>", "[]::BIGINT[]")).isEqualTo(List.of());
    assertThat(through("list<int64>", "[1, -1]::INTEGER[]")).isEqualTo(List.of(1L, -1L));
    assertThat(through("list<list<int32>?>", "[[1, 2], NULL, []]"))
        .isEqualTo(Arrays.asList(List.of(1, 2), null, List.of()));
    assertThat(through("list<date>", "[DATE '2000-02-29']"))
        .isEqualTo(List.of(LocalDate.of(2000, 2, 29)));
    assertThat(through("list<bool>", "[true, false]")).isEqualTo(List.of(true, false));
    assertThat(through("vector<float32, 3>", "[1, 2.5, -3]::FLOAT[3]"))
        .isEqualTo(List.of(1f, 2.5f, -3f));
    assertThat(through("vector<float64, 2>", "[1, 2]::DOUBLE[]")).isEqualTo(List.of(1.0, 2.0));
    assertThat(through("list<vector<float32, 1>>", "[[1], [2]]::FLOAT[][]"))
        .isEqualTo(List.of(List.of(1f), List.of(2f)));
    assertThat(through("list<string>?", "NULL::VARCHAR[]")).isNull();
  }

  @Test
  void times_in_a_list_are_brought_to_utc() throws Exception {
    assertThat(through("list<timestamp>", "[TIMESTAMPTZ '2001-01-01 02:00:00+02']"))
        .isEqualTo(List.of(NOW));
    assertThat(through("list<list<timestamp?>>", "[[TIMESTAMP '2001-01-01 00:00:00', NULL]]"))
        .isEqualTo(List.of(Arrays.asList(NOW, null)));
  }

  @Test
  void bytes_stay_bytes() throws Exception {
    assertThat((List<?>) through("list<bytes>", "['\\x00\\xFF'::BLOB]"))
        .singleElement()
        .isEqualTo(new byte[] {0, -1});
  }

  @Test
  void what_may_not_lack_an_element_and_does_is_missing_as_a_whole() throws Exception {
    assertThat(through("list<int64>", "[1, NULL]")).isNull();
    assertThat(through("list<float64?>", "['NaN'::DOUBLE, 1]")).isEqualTo(Arrays.asList(null, 1.0));
    assertThat(through("list<float64>", "['NaN'::DOUBLE, 1]")).isNull();
    assertThat(through("vector<float32, 2>", "['inf'::FLOAT, 1]")).isNull();
    assertThat(through("list<list<int64>?>", "[[1, NULL], [2]]"))
        .isEqualTo(Arrays.asList(null, List.of(2L)));
    assertThat(through("list<list<int64>>", "[[1, NULL], [2]]")).isNull();
  }

  @Test
  void a_vector_of_another_dimension_ends_the_ingest() {
    assertThatThrownBy(() -> through("vector<float32, 3>", "[1, 2]::FLOAT[]"))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("several: the source is not as declared")
        .hasMessageContaining("length 2")
        .hasMessageContaining("length 3");
  }

  @Test
  void expressions_and_policies_look_into_lists() throws Exception {
    List<NamedType> columns =
        List.of(
            new NamedType("key", DataType.parse("string")),
            new NamedType("tags", DataType.parse("list<string>")),
            new NamedType("near", DataType.parse("vector<float32, 2>")));
    TreeMap<String, dev.millwright.spec.expression.Formula> derived = new TreeMap<>();
    derived.put("first", formula("tags[1]", columns));
    derived.put("many", formula("CARDINALITY(tags)", columns));
    derived.put("same", formula("tags", columns));
    derived.put("x", formula("near[2]", columns));
    FeatureSet set =
        set(
            columns,
            List.of(
                new FeatureSet.Filter(formula("CARDINALITY(tags) > 0", columns)),
                new FeatureSet.Derive(derived)),
            List.of(
                feature("first", "string?"),
                feature("many", "int64"),
                feature("same", "list<string>"),
                feature("x", "float32?")));
    Path source = parquet("SELECT 'k' AS key, ['a', 'b'] AS tags, [1, 2]::FLOAT[] AS near");
    assertThat(stored(set, source)).isEqualTo(List.of("a", 2L, List.of("a", "b"), 2f));
  }

  /// A value of a source's column, as the online store has it.
  private Object through(String type, String sql) throws Exception {
    List<NamedType> columns =
        List.of(
            new NamedType("key", DataType.parse("string")),
            new NamedType("x", DataType.parse(type)));
    FeatureSet set = set(columns, List.of(), List.of(feature("x", type)));
    return stored(set, parquet("SELECT 'k' AS key, " + sql + " AS x")).getFirst();
  }

  private List<Object> stored(FeatureSet set, Path source) throws Exception {
    Path online = folder.resolve("online.db");
    new Ingest(folder)
        .run(
            new Job.Ingest(
                set,
                Digest.of(set.toString()),
                folder.resolve("offline"),
                Optional.of(online),
                List.of(source),
                Optional.empty()));
    List<Object> values = new ArrayList<>();
    try (OnlineStore store = OnlineStore.open(online, set)) {
      store.read(List.of("k"), NOW).values().stream().map(FeatureValue::value).forEach(values::add);
    }
    return values;
  }

  private Path parquet(String query) throws Exception {
    Path file = folder.resolve("rows.parquet");
    try (Engine engine = Engine.open(folder)) {
      engine.run("COPY (" + query + ") TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
    }
    return file;
  }

  private static FeatureSet set(
      List<NamedType> columns, List<FeatureSet.Transform> transform, List<Feature> features) {
    return new FeatureSet(
        metadata("several"),
        List.of(new NamedType("key", DataType.parse("string"))),
        Optional.empty(),
        Optional.empty(),
        files("rows.parquet", columns),
        transform,
        List.of(),
        features,
        Optional.empty(),
        true);
  }
}
