package dev.millwright.offline.sql;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Expressions over the columns of [EdgeTable] that call an operator, for each operator.
final class OperatorTexts {
  private static final List<String> NUMBERS = List.of("int32", "int64", "float32", "float64");

  private OperatorTexts() {}

  static List<String> of(Operator operator) {
    return switch (operator) {
      case NOT -> List.of("NOT bool_a");
      case AND -> List.of("bool_a AND bool_b", "bool_a AND bool_b AND bool_c");
      case OR -> List.of("bool_a OR bool_b", "bool_a OR bool_b OR bool_c");
      case IS_NULL -> both(every("@_a IS NULL"), List.of("longs_a IS NULL", "vector_a IS NULL"));
      case IS_NOT_NULL -> both(every("@_a IS NOT NULL"), List.of("nested_a IS NOT NULL"));
      case IS_TRUE ->
          List.of("bool_a IS TRUE", "bool_a IS FALSE", "bool_a IS NOT TRUE", "bool_a IS NOT FALSE");
      case EQUAL -> compared("=");
      case NOT_EQUAL -> compared("<>");
      case LESS -> compared("<");
      case LESS_OR_EQUAL -> compared("<=");
      case GREATER -> compared(">");
      case GREATER_OR_EQUAL -> compared(">=");
      case BETWEEN -> both(every("@_a BETWEEN @_b AND @_c"), every("@_a NOT BETWEEN @_b AND @_c"));
      case IN ->
          both(
              every("@_a IN (@_b, @_c)"),
              every("@_a NOT IN (@_b, @_c)"),
              List.of(
                  "float64_a IN (0, 1.5, 2147483647.5)",
                  "string_a IN ('a', '', NULL)",
                  "int64_a IN (float64_b, 1)"));
      case ADD -> arithmetic("+");
      case SUBTRACT -> arithmetic("-");
      case MULTIPLY -> arithmetic("*");
      case DIVIDE -> arithmetic("/");
      case MODULO -> both(arithmetic("%"), List.of("MOD(int64_a, 7)", "MOD(float64_a, -0.7)"));
      case NEGATE -> numbers("-@_a");
      case ABS -> numbers("ABS(@_a)");
      case FLOOR -> numbers("FLOOR(@_a)");
      case CEIL -> both(numbers("CEIL(@_a)"), List.of("CEILING(float64_a)"));
      case ROUND -> numbers("ROUND(@_a)");
      case SIGN -> numbers("SIGN(@_a)");
      case SQRT -> numbers("SQRT(@_a)");
      case LN -> numbers("LN(@_a)");
      case EXP -> numbers("EXP(@_a)");
      case POWER -> numbers("POWER(@_a, @_b)");
      case SIN -> numbers("SIN(@_a)");
      case COS -> numbers("COS(@_a)");
      case RADIANS -> numbers("RADIANS(@_a)");
      case LEAST -> both(every("LEAST(@_a, @_b)"), every("LEAST(@_a, @_b, @_c)"));
      case GREATEST -> both(every("GREATEST(@_a, @_b)"), every("GREATEST(@_a, @_b, @_c)"));
      case COALESCE ->
          both(every("COALESCE(@_a, @_b)"), List.of("COALESCE(int64_a, float64_b, 1)"));
      case NULLIF -> both(every("NULLIF(@_a, @_b)"), List.of("NULLIF(int64_a, float64_b)"));
      case CAST -> casts();
      case UPPER -> List.of("UPPER(string_a)");
      case LOWER -> List.of("LOWER(string_a)");
      case TRIM -> List.of("TRIM(string_a)");
      case LENGTH -> List.of("CHAR_LENGTH(string_a)", "LENGTH(string_a)");
      case CONCAT -> List.of("string_a || string_b", "string_a || '''' || string_b");
      case SUBSTRING -> substrings();
      case LIKE ->
          both(
              List.of("string_a LIKE string_b", "string_a NOT LIKE string_b"),
              Stream.of("%", "_", "__", "a%", "%b%", "a\\_b", "100%%", "%\n%", "(%", "")
                  .map(pattern -> "string_a LIKE '" + pattern + "'")
                  .toList());
      case STARTS_WITH -> List.of("STARTS_WITH(string_a, string_b)", "STARTS_WITH(string_a, '')");
      case EXTRACT_YEAR -> extracted("YEAR", "timestamp", "date");
      case EXTRACT_MONTH -> extracted("MONTH", "timestamp", "date");
      case EXTRACT_DAY -> extracted("DAY", "timestamp", "date");
      case EXTRACT_HOUR -> extracted("HOUR", "timestamp");
      case EXTRACT_MINUTE -> extracted("MINUTE", "timestamp");
      case EXTRACT_DAY_OF_WEEK ->
          both(extracted("DOW", "timestamp", "date"), extracted("ISODOW", "timestamp", "date"));
      case EXTRACT_EPOCH -> extracted("EPOCH", "timestamp");
      case ADD_SECONDS -> added();
      case SECONDS_BETWEEN -> units("TIMESTAMPDIFF(%s, timestamp_a, timestamp_b)").toList();
      case FLOOR_TO_HOUR -> List.of("FLOOR(timestamp_a TO HOUR)");
      case FLOOR_TO_DAY -> List.of("FLOOR(timestamp_a TO DAY)");
      case CARDINALITY ->
          Stream.of("longs", "doubles", "texts", "times", "days", "nested", "vector")
              .map(name -> "CARDINALITY(" + name + "_a)")
              .toList();
      case ELEMENT -> elements();
    };
  }

  private static List<String> elements() {
    return List.of(
        "longs_a[1]",
        "longs_a[2] + longs_b[1]",
        "longs_a[int64_b]",
        "longs_a[int64_b - 1]",
        "longs_a[CARDINALITY(longs_a)]",
        "doubles_a[int32_b]",
        "texts_a[1]",
        "texts_a[CAST(float64_b AS BIGINT)] || '%s'",
        "times_a[2]",
        "days_a[int64_b]",
        "nested_a[1]",
        "nested_a[2][1]",
        "nested_a[int64_b][int64_c]",
        "CARDINALITY(nested_a[2])",
        "vector_a[1]",
        "vector_a[int64_b] IS NULL",
        "vector_a[2] * vector_b[3]");
  }

  private static List<String> every(String text) {
    return Stream.of(BaseType.values())
        .filter(BaseType::isScalar)
        .map(type -> text.replace("@", type.toString()))
        .toList();
  }

  private static List<String> numbers(String text) {
    return NUMBERS.stream().map(type -> text.replace("@", type)).toList();
  }

  private static List<String> compared(String operator) {
    return both(
        every("@_a " + operator + " @_b"),
        List.of(
            "int64_a " + operator + " float64_b",
            "int32_a " + operator + " int64_b",
            "int64_a " + operator + " float32_b",
            "float32_a " + operator + " float64_b",
            "float64_a " + operator + " 0"));
  }

  private static List<String> arithmetic(String operator) {
    return both(
        numbers("@_a " + operator + " @_b"),
        List.of(
            "int64_a " + operator + " float64_b",
            "float32_a " + operator + " int64_b",
            "int32_a " + operator + " int64_b",
            "int64_a " + operator + " 2",
            "float64_a " + operator + " 0",
            "int64_a " + operator + " 0",
            "int64_a " + operator + " (-1)"));
  }

  private static List<String> casts() {
    List<String> casts = new ArrayList<>(every("CAST(@_a AS STRING)").subList(1, 3));
    for (String to : List.of("INT32", "INT64", "FLOAT32", "FLOAT64")) {
      NUMBERS.forEach(from -> casts.add("CAST(" + from + "_a AS " + to + ")"));
      casts.add("CAST(bool_a AS " + to + ")");
    }
    casts.addAll(
        List.of(
            "CAST(string_a AS BIGINT)",
            "CAST(string_a AS INTEGER)",
            "CAST(string_a AS VARCHAR)",
            "CAST(CAST(int64_a AS VARCHAR) AS BIGINT)",
            "CAST(timestamp_a AS DATE)",
            "CAST(date_a AS DATE)",
            "CAST(bool_a AS BOOLEAN)"));
    return casts;
  }

  private static List<String> substrings() {
    return List.of(
        "SUBSTRING(string_a FROM int64_b)",
        "SUBSTRING(string_a FROM int64_b FOR int64_c)",
        "SUBSTRING(string_a FROM 2 FOR int64_b)",
        "SUBSTRING(string_a, 2, 3)",
        "SUBSTRING(string_a FROM 1)",
        "SUBSTRING(string_a FROM 0 FOR 2)",
        "SUBSTRING(string_a FROM int32_b FOR int32_c)");
  }

  private static List<String> extracted(String unit, String... types) {
    return Stream.of(types).map(type -> "EXTRACT(" + unit + " FROM " + type + "_a)").toList();
  }

  private static List<String> added() {
    return Stream.concat(
            units("TIMESTAMPADD(%s, int64_b, timestamp_a)"),
            Stream.of(
                "TIMESTAMPADD(SECOND, int32_b, timestamp_a)",
                "timestamp_a + INTERVAL '2' HOUR",
                "timestamp_a - INTERVAL '1' DAY",
                "timestamp_a + INTERVAL '999' DAY"))
        .toList();
  }

  private static Stream<String> units(String text) {
    return Stream.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK").map(text::formatted);
  }

  @SafeVarargs
  private static List<String> both(List<String>... lists) {
    return Stream.of(lists).flatMap(List::stream).toList();
  }
}
