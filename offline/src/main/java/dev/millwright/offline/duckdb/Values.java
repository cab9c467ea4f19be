package dev.millwright.offline.duckdb;

import dev.millwright.spec.expression.BaseType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Canonical values from and to the engine. A timestamp travels as microseconds since the epoch.
public final class Values {
  private Values() {}

  /// A column's SQL so that [#read] understands it.
  public static String selected(String expression, BaseType type) {
    return type == BaseType.TIMESTAMP ? "epoch_us(" + expression + ")" : expression;
  }

  /// The value at a position, counted from 1; null when it is missing.
  public static @Nullable Object read(ResultSet row, int position, BaseType type)
      throws SQLException {
    Object value =
        switch (type) {
          case BOOL -> row.getBoolean(position);
          case INT32 -> row.getInt(position);
          case INT64 -> row.getLong(position);
          case FLOAT32 -> row.getFloat(position);
          case FLOAT64 -> row.getDouble(position);
          case STRING -> row.getString(position);
          case BYTES -> row.getBytes(position);
          case TIMESTAMP -> Instant.EPOCH.plus(row.getLong(position), ChronoUnit.MICROS);
          case DATE -> row.getObject(position, LocalDate.class);
        };
    return row.wasNull() ? null : value;
  }

  /// The engine's name of a type.
  public static String type(BaseType type) {
    return switch (type) {
      case BOOL -> "BOOLEAN";
      case INT32 -> "INTEGER";
      case INT64 -> "BIGINT";
      case FLOAT32 -> "FLOAT";
      case FLOAT64 -> "DOUBLE";
      case STRING -> "VARCHAR";
      case BYTES -> "BLOB";
      case TIMESTAMP -> "TIMESTAMP";
      case DATE -> "DATE";
    };
  }

  /// Microseconds since the epoch.
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
