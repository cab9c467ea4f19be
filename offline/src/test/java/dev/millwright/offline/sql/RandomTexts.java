package dev.millwright.offline.sql;

import dev.millwright.spec.expression.BaseType;
import java.util.List;
import java.util.Random;

/// Makes random expressions over the columns of [EdgeTable], the same ones for the same seed. The
/// functions whose last bit differs between mathematical libraries are left out: an operator around
/// them could make any difference of it.
record RandomTexts(Random random) {
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");
  private static final List<BaseType> TYPES =
      List.of(
          BaseType.BOOL,
          BaseType.INT64,
          BaseType.FLOAT64,
          BaseType.STRING,
          BaseType.TIMESTAMP,
          BaseType.DATE);

  String any(int depth) {
    return of(one(TYPES), depth);
  }

  String of(BaseType type, int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return leaf(type);
    }
    if (random.nextInt(4) == 0) {
      return choice(type, depth - 1);
    }
    int next = depth - 1;
    return switch (type) {
      case BOOL -> truth(next);
      case INT64, INT32 -> whole(next);
      case FLOAT64, FLOAT32 -> floating(next);
      case STRING, BYTES -> text(next);
      case TIMESTAMP -> time(next);
      case DATE -> "CAST(" + of(BaseType.TIMESTAMP, next) + " AS DATE)";
      case LIST, VECTOR -> throw new IllegalArgumentException("not among those: " + type);
    };
  }

  private String leaf(BaseType type) {
    String column = type + one(List.of("_a", "_b", "_c"));
    return random.nextInt(3) > 0 ? column : literal(type);
  }

  private String literal(BaseType type) {
    return switch (type) {
      case BOOL -> one(List.of("TRUE", "FALSE"));
      case INT64, INT32 -> one(List.of("0", "1", "2", "(-3)", "1000000", "9223372036854775807"));
      case FLOAT64, FLOAT32 -> one(List.of("0.0", "0.5", "(-2.5)", "1e10", "1e308", "1e-300"));
      case STRING, BYTES -> one(List.of("''", "'a'", "'%b'", "' x '", "'\ud83d\ude00'"));
      case TIMESTAMP ->
          one(
              List.of(
                  "TIMESTAMP '2000-02-29 12:00:00'",
                  "TIMESTAMP '1969-12-31 23:59:59.5'",
                  "TIMESTAMP '9999-12-31 00:00:00'"));
      case DATE -> one(List.of("DATE '2000-02-29'", "DATE '1899-12-31'"));
      case LIST, VECTOR -> throw new IllegalArgumentException("not among those: " + type);
    };
  }

  private String choice(BaseType type, int depth) {
    String one = of(type, depth);
    String other = of(type, depth);
    return switch (random.nextInt(5)) {
      case 0 -> "COALESCE(" + one + ", " + other + ")";
      case 1 -> "NULLIF(" + one + ", " + other + ")";
      case 2 -> "LEAST(" + one + ", " + other + ")";
      case 3 -> "GREATEST(" + one + ", " + other + ")";
      default ->
          "CASE WHEN " + of(BaseType.BOOL, depth) + " THEN " + one + " ELSE " + other + " END";
    };
  }

  private String truth(int depth) {
    BaseType type = one(TYPES);
    return switch (random.nextInt(9)) {
      case 0 -> "(" + of(BaseType.BOOL, depth) + " AND " + of(BaseType.BOOL, depth) + ")";
      case 1 -> "(" + of(BaseType.BOOL, depth) + " OR " + of(BaseType.BOOL, depth) + ")";
      case 2 -> "(NOT " + of(BaseType.BOOL, depth) + ")";
      case 3 -> "((" + of(type, depth) + ") IS NULL)";
      case 4 -> "((" + of(BaseType.BOOL, depth) + ") IS NOT TRUE)";
      case 5 -> "(" + of(type, depth) + " IN (" + of(type, depth) + ", " + leaf(type) + "))";
      case 6 ->
          "(" + of(type, depth) + " BETWEEN " + of(type, depth) + " AND " + of(type, depth) + ")";
      case 7 -> "(" + of(BaseType.STRING, depth) + " LIKE " + leaf(BaseType.STRING) + ")";
      default -> "(" + of(type, depth) + " " + one(COMPARISONS) + " " + of(type, depth) + ")";
    };
  }

  private String whole(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> one(List.of("ABS", "SIGN", "ROUND")) + "(" + of(BaseType.INT64, depth) + ")";
      case 1 -> "CAST(" + of(BaseType.FLOAT64, depth) + " AS BIGINT)";
      case 2 -> "CHAR_LENGTH(" + of(BaseType.STRING, depth) + ")";
      case 3 ->
          "EXTRACT("
              + one(List.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "DOW", "EPOCH"))
              + " FROM "
              + of(BaseType.TIMESTAMP, depth)
              + ")";
      case 4 ->
          "TIMESTAMPDIFF(HOUR, "
              + of(BaseType.TIMESTAMP, depth)
              + ", "
              + of(BaseType.TIMESTAMP, depth)
              + ")";
      default -> arithmetic(BaseType.INT64, depth);
    };
  }

  private String floating(int depth) {
    return switch (random.nextInt(5)) {
      case 0 ->
          one(List.of("ABS", "FLOOR", "CEIL", "ROUND", "SIGN", "SQRT", "RADIANS", "-"))
              + "("
              + of(BaseType.FLOAT64, depth)
              + ")";
      case 1 -> "CAST(" + of(BaseType.INT64, depth) + " AS DOUBLE)";
      default -> arithmetic(BaseType.FLOAT64, depth);
    };
  }

  private String arithmetic(BaseType type, int depth) {
    return "("
        + of(type, depth)
        + " "
        + one(List.of("+", "-", "*", "/", "%"))
        + " "
        + of(type, depth)
        + ")";
  }

  private String text(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> one(List.of("UPPER", "LOWER", "TRIM")) + "(" + of(BaseType.STRING, depth) + ")";
      case 1 ->
          "SUBSTRING("
              + of(BaseType.STRING, depth)
              + " FROM "
              + of(BaseType.INT64, depth)
              + " FOR "
              + leaf(BaseType.INT64)
              + ")";
      case 2 -> "CAST(" + of(BaseType.INT64, depth) + " AS VARCHAR)";
      default -> "(" + of(BaseType.STRING, depth) + " || " + leaf(BaseType.STRING) + ")";
    };
  }

  private String time(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> "FLOOR(" + of(BaseType.TIMESTAMP, depth) + one(List.of(" TO HOUR)", " TO DAY)"));
      case 1 ->
          "TIMESTAMPADD(MINUTE, "
              + of(BaseType.INT64, depth)
              + ", "
              + of(BaseType.TIMESTAMP, depth)
              + ")";
      default -> "(" + of(BaseType.TIMESTAMP, depth) + " + INTERVAL '36' HOUR)";
    };
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
