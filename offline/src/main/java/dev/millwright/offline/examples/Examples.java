package dev.millwright.offline.examples;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.join.PointInTimeJoin;
import dev.millwright.offline.join.Stretch;
import dev.millwright.offline.join.VectorColumns;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A vector's examples as numbers, in the columns and the order in which a model takes them.
///
/// @param columns name and declared type of each input; the numbers of a vector are an input each
/// @param values one array a column; NaN where the value is missing
/// @param labels 1 for true, 0 for false
/// @param times microseconds since the epoch
/// @param digest of the joined file's bytes
public record Examples(
    List<NamedType> columns,
    List<double[]> values,
    List<Double> labels,
    List<Long> times,
    Digest digest) {
  /// Joins and reads the examples of a stretch of time whose label is known.
  ///
  /// @param work a folder for files on the way
  public static Examples of(
      Engine engine, FeatureVector vector, Map<Name, SetAt> sets, Stretch stretch, Path work)
      throws IOException, SQLException {
    Path joined = Files.createTempFile(work, "examples", ".parquet");
    new PointInTimeJoin(engine, vector, sets).write(stretch, joined);
    List<NamedType> columns = VectorColumns.inputs(vector, VectorColumns.declarations(sets));
    try (var bytes = Files.newInputStream(joined)) {
      return read(engine, joined, columns, Digest.of(bytes));
    } finally {
      Files.delete(joined);
    }
  }

  public int rows() {
    return labels.size();
  }

  private static Examples read(Engine engine, Path joined, List<NamedType> columns, Digest digest)
      throws SQLException {
    String selected =
        columns.stream().flatMap(Examples::selected).collect(Collectors.joining(", "));
    List<NamedType> numbers = VectorColumns.numbers(columns);
    String from =
        " FROM read_parquet(" + Sql.text(joined.toString()) + ") WHERE __label IS NOT NULL";
    int rows = (int) engine.count("SELECT count(*)" + from);
    List<double[]> values = new ArrayList<>();
    numbers.forEach(_ -> values.add(new double[rows]));
    List<Double> labels = new ArrayList<>(rows);
    List<Long> times = new ArrayList<>(rows);
    engine.each(
        "SELECT __time, CAST(__label AS DOUBLE), " + selected + from,
        row -> {
          for (int i = 0; i < values.size(); i++) {
            double value = row.getDouble(3 + i);
            values.get(i)[labels.size()] = row.wasNull() ? Double.NaN : value;
          }
          times.add(row.getLong(1));
          labels.add(row.getDouble(2));
        });
    return new Examples(numbers, values, labels, times, digest);
  }

  /// A column's numbers as SQL, in the order of [VectorColumns#numbers].
  private static Stream<String> selected(NamedType column) {
    String name = Sql.name(column.name());
    return column
        .type()
        .dimension()
        .map(
            dimension ->
                IntStream.rangeClosed(1, dimension)
                    .mapToObj(i -> "CAST(" + name + "[" + i + "] AS DOUBLE)"))
        .orElseGet(() -> Stream.of("CAST(" + name + " AS DOUBLE)"));
  }
}
