package dev.millwright.offline.ingest;

import dev.millwright.offline.duckdb.Values;
import dev.millwright.offline.sql.DuckDbSql;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;

/// A source's value as the value that it is from here on: NaN and the infinities are null. What
/// holds several is missing as a whole when one of them is that may not be. Numbers that are not as
/// many as a vector has are the source's mistake, and end the query.
final class CanonicalSql {
  private CanonicalSql() {}

  static String of(String value, DataType type) {
    return of(value, type, 0);
  }

  /// A list out of a JSON value, for [#of]; its times are texts still.
  static String ofJson(String json, DataType type) {
    return "CAST(" + json + " AS " + written(type) + ")";
  }

  private static String written(DataType type) {
    return type.base().isScalar()
        ? type.base() == BaseType.TIMESTAMP ? "VARCHAR" : Values.type(type)
        : written(type.element()) + "[]";
  }

  /// @param depth how many lists stand around
  private static String of(String value, DataType type, int depth) {
    String cast = "CAST(" + value + " AS " + Values.type(type) + ")";
    return switch (type.base()) {
      // By way of a time with a zone, which is UTC for those that name none: a plain cast would
      // drop the zone.
      case TIMESTAMP -> "CAST(CAST(" + value + " AS TIMESTAMPTZ) AS TIMESTAMP)";
      case FLOAT32, FLOAT64 -> DuckDbSql.finite(cast);
      case BOOL, INT32, INT64, STRING, BYTES, DATE -> cast;
      case LIST -> several(value, type.element(), depth);
      case VECTOR ->
          "CAST(CAST(%s AS %s[%d]) AS %s)"
              .formatted(
                  several(value, type.element(), depth),
                  Values.type(type.element()),
                  type.dimension().orElseThrow(),
                  Values.type(type));
    };
  }

  private static String several(String value, DataType element, int depth) {
    String each = "__each" + depth;
    String list =
        "list_transform(%s, lambda %s: %s)".formatted(value, each, of(each, element, depth + 1));
    String whole = "__whole" + depth;
    return element.nullable()
        ? list
        : "list_transform([%1$s], lambda %2$s: CASE WHEN len(list_filter(%2$s, lambda %3$s: %3$s IS NULL)) = 0 THEN %2$s END)[1]"
            .formatted(list, whole, each);
  }
}
