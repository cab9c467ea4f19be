package dev.millwright.cli.replay;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.offline.ingest.SourceQuery;
import dev.millwright.spec.expression.NamedType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A source's rows as requests of a graph.
///
/// @param fields the graph's request fields; the source has a column of each name
/// @param time the field by whose time the graph looks features up
record PastRequests(Engine engine, SourceQuery source, List<NamedType> fields, String time) {
  /// The requests of `[from, to)` in order of time, evenly thinned.
  ///
  /// @param most at most so many
  List<Map<String, Object>> between(Instant from, Instant to, int most) throws SQLException {
    String rows =
        "SELECT *, row_number() OVER (ORDER BY %1$s, %2$s) AS __place, count(*) OVER () AS __all FROM (%3$s) WHERE %1$s >= make_timestamp(%4$d) AND %1$s < make_timestamp(%5$d)"
            .formatted(
                Sql.name(time),
                SourceQuery.OFFSET,
                source.sql(),
                Values.micros(from),
                Values.micros(to));
    List<Map<String, Object>> requests = new ArrayList<>();
    engine.each(
        "SELECT %s FROM (%s) WHERE __all <= %3$d OR (__place * %3$d) // __all > ((__place - 1) * %3$d) // __all ORDER BY __place"
            .formatted(columns(), rows, most),
        row -> requests.add(request(row)));
    return requests;
  }

  /// The midnight (UTC) after the last row; empty when the source has none.
  Optional<Instant> end() throws SQLException {
    List<Instant> last = new ArrayList<>();
    engine.each(
        "SELECT epoch_us(max(%s)) FROM (%s)".formatted(Sql.name(time), source.sql()),
        row -> {
          long micros = row.getLong(1);
          if (!row.wasNull()) {
            last.add(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
          }
        });
    return last.stream()
        .findFirst()
        .map(at -> at.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
  }

  private String columns() {
    return fields.stream()
        .map(field -> Values.selected(Sql.name(field.name()), field.type()))
        .collect(Collectors.joining(", "));
  }

  private static Object json(Object value) {
    return switch (value) {
      case Instant at -> at.toString();
      case List<?> several -> several.stream().map(it -> it == null ? null : json(it)).toList();
      default -> value;
    };
  }

  private Map<String, Object> request(ResultSet row) throws SQLException {
    Map<String, Object> request = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      @Nullable Object value = Values.read(row, i + 1, fields.get(i).type());
      if (value != null) {
        request.put(fields.get(i).name(), json(value));
      }
    }
    return request;
  }
}
