package dev.millwright.spec.expression;

/// What a call does: how it is written in SQL, and what it answers. The conformance suite fixes the
/// meaning of each on edge values, for every engine.
///
/// What holds for all of them:
///
/// - A null argument makes the answer null, unless the meaning says otherwise.
/// - Arithmetic that leaves the range of its type answers null, as does a division by zero. NaN and
///   the infinities are null when they are read and never come out of a call.
/// - Arithmetic is done in int64 or float64; the typer widens smaller types first.
/// - The type of an answer says whether it may be null because of missing values or because the
///   argument lies outside of the function's domain (`x / 0`, `LN(-1)`). That a sum or a product
///   may overflow is not in the type. A condition that is null is not met.
/// - Strings are compared and counted by Unicode code points. Timestamps are microseconds in UTC.
public enum Operator {
  NOT("NOT a", "true when `a` is false"),
  AND("a AND b", "false when one is false, else null when one is null, else true"),
  OR("a OR b", "true when one is true, else null when one is null, else false"),
  IS_NULL("a IS NULL", "never null"),
  IS_NOT_NULL("a IS NOT NULL", "never null"),
  IS_TRUE(
      "a IS TRUE", "false for null; `IS FALSE`, `IS NOT TRUE`, `IS NOT FALSE` are made from it"),
  EQUAL("a = b", "0.0 equals -0.0"),
  NOT_EQUAL("a <> b", "the negation of `=`"),
  LESS("a < b", "of numbers, strings, timestamps or dates"),
  LESS_OR_EQUAL("a <= b", "of numbers, strings, timestamps or dates"),
  GREATER("a > b", "of numbers, strings, timestamps or dates"),
  GREATER_OR_EQUAL("a >= b", "of numbers, strings, timestamps or dates"),
  BETWEEN("a BETWEEN b AND c", "`a >= b AND a <= c`"),
  IN("a IN (b, c)", "`a = b OR a = c`"),
  ADD("a + b", "null on overflow"),
  SUBTRACT("a - b", "null on overflow"),
  MULTIPLY("a * b", "null on overflow"),
  DIVIDE("a / b", "null when `b` is 0; of integers towards zero"),
  MODULO("a % b", "null when `b` is 0, and for the least integer by -1; has the sign of `a`"),
  NEGATE("-a", "null on overflow"),
  ABS("ABS(a)", "null on overflow"),
  FLOOR("FLOOR(a)", "the greatest whole number not above `a`, of the same type"),
  CEIL("CEIL(a)", "the least whole number not below `a`, of the same type"),
  ROUND("ROUND(a)", "the nearest whole number, halves away from zero"),
  SQRT("SQRT(a)", "null below zero"),
  LN("LN(a)", "the natural logarithm; null unless `a` is above zero; to the last bit but one"),
  EXP("EXP(a)", "null on overflow; to the last bit but one"),
  POWER("POWER(a, b)", "null where it is not a real, finite number; to the last bit but one"),
  LEAST("LEAST(a, b)", "null when any is null; of equals the first"),
  GREATEST("GREATEST(a, b)", "null when any is null; of equals the first"),
  SIGN("SIGN(a)", "-1, 0 or 1, of the same type"),
  SIN("SIN(a)", "of radians; to the last bit but one"),
  COS("COS(a)", "of radians; to the last bit but one"),
  RADIANS("RADIANS(a)", "`a * 0.017453292519943295`"),
  COALESCE("COALESCE(a, b)", "the first that is not null"),
  NULLIF("NULLIF(a, b)", "null when `a = b` is true, else `a`"),
  CAST(
      "CAST(a AS type)",
      "null when the value does not fit the type; a float loses what is behind its point, a text"
          + " is a sign, if any, and ASCII digits"),
  UPPER("UPPER(a)", "each code point by itself, so the length stays"),
  LOWER("LOWER(a)", "each code point by itself, so the length stays"),
  TRIM("TRIM(a)", "without spaces (U+0020 only) at both ends"),
  LENGTH("CHAR_LENGTH(a)", "in code points; also written `LENGTH(a)`"),
  CONCAT("a || b", "null when one is null"),
  SUBSTRING(
      "SUBSTRING(a FROM b FOR c)",
      "`c` code points from the `b`th on, counted from 1; null when `b` < 1 or `c` < 0"),
  LIKE("a LIKE b", "`%` is any text, `_` any one code point; there is no escape"),
  STARTS_WITH("STARTS_WITH(a, b)", "whether `a` begins with `b`"),
  EXTRACT_YEAR("EXTRACT(YEAR FROM a)", "of a timestamp or date"),
  EXTRACT_MONTH("EXTRACT(MONTH FROM a)", "1 to 12"),
  EXTRACT_DAY("EXTRACT(DAY FROM a)", "1 to 31"),
  EXTRACT_HOUR("EXTRACT(HOUR FROM a)", "0 to 23, of a timestamp"),
  EXTRACT_MINUTE("EXTRACT(MINUTE FROM a)", "0 to 59, of a timestamp"),
  EXTRACT_DAY_OF_WEEK("EXTRACT(DOW FROM a)", "1 is Monday, 7 is Sunday; also written `ISODOW`"),
  EXTRACT_EPOCH("EXTRACT(EPOCH FROM a)", "whole seconds since 1970, rounded down, of a timestamp"),
  ADD_SECONDS(
      "TIMESTAMPADD(unit, n, a)",
      "unit is SECOND, MINUTE, HOUR, DAY or WEEK, `n` an integer; null outside of the years 1 to"
          + " 9999; also written `a + INTERVAL '2' HOUR`"),
  SECONDS_BETWEEN(
      "TIMESTAMPDIFF(unit, a, b)", "from `a` to `b` in whole units, towards zero; units as above"),
  FLOOR_TO_HOUR("FLOOR(a TO HOUR)", "the beginning of the hour in UTC"),
  FLOOR_TO_DAY("FLOOR(a TO DAY)", "the beginning of the day in UTC"),
  CARDINALITY("CARDINALITY(a)", "how many elements a list or a vector has"),
  ELEMENT(
      "a[b]", "the `b`th element of a list or a vector, counted from 1; null when there is none");

  private final String written;
  private final String meaning;

  Operator(String written, String meaning) {
    this.written = written;
    this.meaning = meaning;
  }

  /// How it is written in SQL, with `a`, `b`, `c` for the arguments.
  public String written() {
    return written;
  }

  /// What it answers, where the words of SQL leave that open. Markdown.
  public String meaning() {
    return meaning;
  }
}
