package dev.millwright.offline.duckdb;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// Canonical values from and to the engine. A timestamp travels as microseconds since the epoch, a
/// vector as a list.
public final class Values {
  private Values() {}

  /// A column's SQL so that [#read] understands it.
  public static String selected(String expression, DataType type) {
    return selected(expression, type, 0);
  }

  private static String selected(String expression, DataType type, int depth) {
    if (type.base() == BaseType.TIMESTAMP) {
      return "epoch_us(" + expression + ")";
    }
    if (type.base().isScalar() || innermost(type).base() != BaseType.TIMESTAMP) {
      return expression;
    }
    String each = "__each" + depth;
    return "list_transform(%s, lambda %s: %s)"
        .formatted(expression, each, selected(each, type.element(), depth + 1));
  }

  private static DataType innermost(DataType type) {
    return type.base().isScalar() ? type : innermost(type.element());
  }

  /// The value at a position, counted from 1; null when it is missing.
  public static @Nullable Object read(ResultSet row, int position, DataType type)
      throws SQLException {
    Object value =
        switch (type.base()) {
          case BOOL -> row.getBoolean(position);
          case INT32 -> row.getInt(position);
          case INT64 -> row.getLong(position);
          case FLOAT32 -> row.getFloat(position);
          case FLOAT64 -> row.getDouble(position);
          case STRING -> row.getString(position);
          case BYTES -> row.getBytes(position);
          case TIMESTAMP -> Instant.EPOCH.plus(row.getLong(position), ChronoUnit.MICROS);
          case DATE -> row.getObject(position, LocalDate.class);
          case LIST, VECTOR -> several(row.getArray(position), type.element());
        };
    return row.wasNull() ? null : value;
  }

  private static @Nullable Object several(@Nullable Array array, DataType type)
      throws SQLException {
    if (array == null) {
      return null;
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Object element : (Object[]) array.getArray()) {
      values.add(element == null ? null : element(element, type));
    }
    return Collections.unmodifiableList(values);
  }

  private static @Nullable Object element(Object element, DataType type) throws SQLException {
    return switch (element) {
      case Array inner -> several(inner, type.element());
      case Blob blob -> blob.getBytes(1, (int) blob.length());
      case Long micros when type.base() == BaseType.TIMESTAMP ->
          Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      default -> element;
    };
  }

  /// Appends a canonical value to a row.
  public static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case Boolean truth -> appender.append(truth.booleanValue());
      case Integer number -> appender.append(number.intValue());
      case Long number -> appender.append(number.longValue());
      case Float number -> appender.append(number.floatValue());
      case Double number -> appender.append(number.doubleValue());
      case String text -> appender.append(text);
      case byte[] bytes -> appender.append(bytes);
      case Instant instant -> appender.append(inUtc(instant));
      case LocalDate date -> appender.append(date);
      case List<?> several -> appender.append(elements(several));
      default -> throw new IllegalArgumentException("not a canonical value: " + value.getClass());
    }
  }

  private static Collection<@Nullable Object> elements(List<?> values) {
    List<@Nullable Object> elements = new ArrayList<>(values.size());
    for (Object value : values) {
      elements.add(
          switch (value) {
            case Instant instant -> inUtc(instant);
            case List<?> inner -> elements(inner);
            case null, default -> value;
          });
    }
    return elements;
  }

  private static LocalDateTime inUtc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /// The engine's name of a type.
  public static String type(DataType type) {
    return switch (type.base()) {
      case BOOL -> "BOOLEAN";
      case INT32 -> "INTEGER";
      case INT64 -> "BIGINT";
      case FLOAT32 -> "FLOAT";
      case FLOAT64 -> "DOUBLE";
      case STRING -> "VARCHAR";
      case BYTES -> "BLOB";
      case TIMESTAMP -> "TIMESTAMP";
      case DATE -> "DATE";
      case LIST, VECTOR -> type(type.element()) + "[]";
    };
  }

  /// Microseconds since the epoch.
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
