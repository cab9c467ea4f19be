package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The current row of an answer, by column name.
record Row(ResultSet columns) {
  String text(String column) throws SQLException {
    return columns.getString(column);
  }

  Optional<String> maybeText(String column) throws SQLException {
    return Optional.ofNullable(columns.getString(column));
  }

  int number(String column) throws SQLException {
    return columns.getInt(column);
  }

  long wide(String column) throws SQLException {
    return columns.getLong(column);
  }

  /// NaN for a missing value.
  double real(String column) throws SQLException {
    double value = columns.getDouble(column);
    return columns.wasNull() ? Double.NaN : value;
  }

  Digest digest(String column) throws SQLException {
    return new Digest(text(column));
  }

  Optional<Digest> maybeDigest(String column) throws SQLException {
    return maybeText(column).map(Digest::new);
  }

  Instant instant(String column) throws SQLException {
    return Instant.EPOCH.plus(columns.getLong(column), ChronoUnit.MICROS);
  }

  Optional<Instant> maybeInstant(String column) throws SQLException {
    long micros = columns.getLong(column);
    return columns.wasNull()
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  <T> T json(String column, Class<T> type) throws SQLException {
    return Json.read(text(column), type);
  }

  <T> List<T> jsonList(String column, Class<T[]> type) throws SQLException {
    return Arrays.asList(Json.read(text(column), type));
  }

  <T> SortedMap<String, T> jsonMap(String column, Class<T> type) throws SQLException {
    SortedMap<String, T> map = new TreeMap<>();
    Json.mapper()
        .readTree(text(column))
        .properties()
        .forEach(
            entry -> map.put(entry.getKey(), Json.mapper().treeToValue(entry.getValue(), type)));
    return map;
  }

  <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, text(column));
  }
}
