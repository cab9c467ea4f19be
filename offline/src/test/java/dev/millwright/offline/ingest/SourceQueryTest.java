package dev.millwright.offline.ingest;

import static dev.millwright.offline.Declarations.columns;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources as they are read.
final class SourceQueryTest {
  private static final List<NamedType> NOTES = columns("id int64, note string?");

  @TempDir Path folder;

  @Test
  void a_csv_file_has_commas_and_quotes_whatever_its_texts_look_like() throws Exception {
    Path csv =
        csv(
            """
            id,note
            1,"a;b;c"
            2,"x|y ""quoted"", and
            on two lines"
            3,'single
            4,# no comment
            5,
            6,""
            7,\tafter a tab
            8,\u00e9\ud83d\ude00
            """);
    assertThat(read(files("notes.csv", NOTES), csv))
        .containsExactly(
            List.of(1L, "a;b;c"),
            List.of(2L, "x|y \"quoted\", and\non two lines"),
            List.of(3L, "'single"),
            List.of(4L, "# no comment"),
            Arrays.asList(5L, null),
            List.of(6L, ""),
            List.of(7L, "\tafter a tab"),
            List.of(8L, "\u00e9\ud83d\ude00"));
  }

  @Test
  void a_csv_file_of_one_column_and_one_row_is_a_csv_file() throws Exception {
    assertThat(read(files("notes.csv", columns("note string?")), csv("note\n1;2\n")))
        .containsExactly(List.of("1;2"));
  }

  @Test
  void columns_are_found_by_name_in_any_order() throws Exception {
    assertThat(read(files("notes.csv", NOTES), csv("note,other,id\nx,y,1\n")))
        .containsExactly(List.of(1L, "x"));
  }

  @Test
  void a_line_with_too_few_values_is_a_mistake() throws Exception {
    Path csv = csv("id,note\n1,x\n2\n");
    assertThatThrownBy(() -> read(files("notes.csv", NOTES), csv)).isInstanceOf(SQLException.class);
  }

  @Test
  void floats_that_are_no_numbers_are_missing() throws Exception {
    Path csv = csv("x\nNaN\ninf\n\"\"\n1e3\n-0\n");
    assertThat(read(files("notes.csv", columns("x float64?")), csv))
        .containsExactly(
            Arrays.asList((Object) null),
            Arrays.asList((Object) null),
            Arrays.asList((Object) null),
            List.of(1000.0),
            List.of(-0.0));
  }

  @Test
  void a_recorded_line_is_searched_from_its_top_to_what_was_asked() throws Exception {
    Path segment = folder.resolve("segment.jsonl");
    Files.writeString(
        segment,
        """
        {"request_id":"r1","at":"2001-01-01T00:00:00.5Z","request":{"origin":"SEA","d":5},"inputs":{"avg":1.5,"d":6},"outputs":{"p":0.25,"late":true}}
        {"request_id":"r2","at":"2001-01-01T00:00:01Z","request":{"origin":"it's","d":7},"inputs":{"avg":null},"outputs":{"p":1}}
        """);
    Source recorded =
        new FeatureSet.Recorded(
            Name.of("graph"),
            columns(
                "request_id string, at timestamp, origin string, d int64, avg float64?, p float64,"
                    + " late bool?"));
    assertThat(read(recorded, segment))
        .containsExactly(
            List.of("r1", Instant.parse("2001-01-01T00:00:00.5Z"), "SEA", 5L, 1.5, 0.25, true),
            Arrays.asList(
                "r2", Instant.parse("2001-01-01T00:00:01Z"), "it's", 7L, null, 1.0, null));
  }

  @Test
  void lists_are_recorded_and_read_back() throws Exception {
    Path segment = folder.resolve("segment.jsonl");
    Files.writeString(
        segment,
        """
        {"request":{"tags":["a","b\\"c",null],"times":["2001-01-01T02:00:00+02:00"]},"inputs":{"near":[1.5,2],"more":[[1],[]]}}
        {"request":{"tags":[],"times":["2001-01-01T00:00:00.5Z"]},"outputs":{"near":null}}
        """);
    Source recorded =
        new FeatureSet.Recorded(
            Name.of("graph"),
            List.of(
                new NamedType("tags", DataType.parse("list<string?>")),
                new NamedType("times", DataType.parse("list<timestamp>")),
                new NamedType("near", DataType.parse("vector<float32, 2>?")),
                new NamedType("more", DataType.parse("list<list<int64>>?"))));
    assertThat(read(recorded, segment))
        .containsExactly(
            List.of(
                Arrays.asList("a", "b\"c", null),
                List.of(Instant.parse("2001-01-01T00:00:00Z")),
                List.of(1.5f, 2f),
                List.of(List.of(1L), List.of())),
            Arrays.asList(List.of(), List.of(Instant.parse("2001-01-01T00:00:00.5Z")), null, null));
  }

  @Test
  void rows_are_placed_file_by_file_and_line_by_line() throws Exception {
    Path one = csv("id,note\n1,a\n2,b\n");
    Path other = Files.copy(one, folder.resolve("other.csv"));
    List<Long> places = new ArrayList<>();
    try (Engine engine = Engine.open(folder)) {
      String sql = new SourceQuery(set(files("*.csv", NOTES)), List.of(one, other)).sql();
      engine.each(
          "SELECT " + SourceQuery.OFFSET + " FROM (" + sql + ")",
          row -> places.add(row.getLong(1)));
    }
    assertThat(places).containsExactly(1L, 2L, (1L << 40) + 1, (1L << 40) + 2);
  }

  private Path csv(String text) throws Exception {
    return Files.writeString(folder.resolve("notes.csv"), text);
  }

  private List<List<Object>> read(Source source, Path file) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    String selected =
        source.columns().stream()
            .map(column -> Values.selected(Sql.name(column.name()), column.type()))
            .collect(Collectors.joining(", "));
    String sql = new SourceQuery(set(source), List.of(file)).sql();
    try (Engine engine = Engine.open(folder)) {
      engine.each(
          "SELECT " + selected + " FROM (" + sql + ") ORDER BY " + SourceQuery.OFFSET,
          row -> {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < source.columns().size(); i++) {
              values.add(Values.read(row, i + 1, source.columns().get(i).type()));
            }
            rows.add(values);
          });
    }
    return rows;
  }

  private static FeatureSet set(Source source) {
    return new FeatureSet(
        metadata("set"),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        source,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        false);
  }
}
