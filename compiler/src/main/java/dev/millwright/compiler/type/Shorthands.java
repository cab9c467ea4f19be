package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.FeatureSet.Constant;
import dev.millwright.spec.resource.FeatureSet.MapValues;
import dev.millwright.spec.resource.FeatureSet.Mapping;
import dev.millwright.spec.resource.FeatureSet.OneHot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes transformations that are short for expressions as those expressions. The version is that
/// of the expressions: `map` and `oneHot` and the `CASE WHEN` that they stand for are one and the
/// same.
final class Shorthands {
  private final Checks checks;
  private final Columns rows;

  Shorthands(Checks checks, Columns rows) {
    this.checks = checks;
    this.rows = rows;
  }

  /// The columns, by name; what cannot be written is left out, with a finding.
  SortedMap<String, Formula> of(MapValues step, Place place) {
    SortedMap<String, Formula> columns = new TreeMap<>();
    step.columns()
        .forEach(
            (column, mapping) ->
                mapped(column, mapping, place.field(column))
                    .ifPresent(it -> columns.put(column + "_mapped", Formula.written(it))));
    return columns;
  }

  SortedMap<String, Formula> of(OneHot step, Place place) {
    SortedMap<String, Formula> columns = new TreeMap<>();
    Optional<DataType> type = type(step.field(), place.field("field").span());
    for (int i = 0; type.isPresent() && i < step.values().size(); i++) {
      String value = step.values().get(i);
      literal(value, type.get(), place.field("values").element(i).span())
          .ifPresent(
              it ->
                  columns.put(
                      step.field() + "_" + value,
                      Formula.written(
                          "CASE WHEN %s THEN 1 ELSE 0 END"
                              .formatted(is(step.field(), type.get(), it)))));
    }
    return columns;
  }

  private Optional<String> mapped(String column, Mapping mapping, Place place) {
    Optional<DataType> type = type(column, place.key());
    Optional<BaseType> result = result(mapping, place);
    if (type.isEmpty() || result.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("CASE");
    boolean whole = true;
    for (Map.Entry<String, Constant> entry : mapping.results().entrySet()) {
      Optional<String> value =
          literal(entry.getKey(), type.get(), place.field(entry.getKey()).key());
      whole &= value.isPresent();
      text.append(" WHEN ").append(is(column, type.get(), value.orElse("")));
      text.append(" THEN ").append(written(entry.getValue()));
    }
    mapping.otherwise().ifPresent(it -> text.append(" ELSE ").append(written(it)));
    return whole ? Optional.of(text.append(" END").toString()) : Optional.empty();
  }

  /// What is missing has no value, so it is asked for first.
  private static String is(String column, DataType type, String value) {
    String asked = column + " = " + value;
    return type.nullable() ? column + " IS NOT NULL AND " + asked : asked;
  }

  private Optional<DataType> type(String column, Span span) {
    if (!rows.has(column)) {
      Set<String> known = rows.types().keySet();
      checks.findings.add(
          Diagnostic.error(Rule.UNKNOWN_REFERENCE, span, "there is no column `" + column + "`")
              .hint(Nearest.hint(column, known).orElse("there are: " + String.join(", ", known))));
    }
    return rows.type(column);
  }

  /// The type of all results; numbers with and without a fraction are numbers.
  private Optional<BaseType> result(Mapping mapping, Place place) {
    List<BaseType> types =
        Stream.concat(mapping.results().values().stream(), mapping.otherwise().stream())
            .map(Constant::type)
            .distinct()
            .toList();
    if (types.size() == 1 || types.stream().allMatch(BaseType::isNumeric)) {
      return Optional.of(types.contains(BaseType.FLOAT64) ? BaseType.FLOAT64 : types.getFirst());
    }
    checks.mismatch(
        place,
        "the results are "
            + types.stream().map(BaseType::toString).collect(Collectors.joining(" and ")),
        "give all of them one type");
    return Optional.empty();
  }

  /// A value of the column, as an expression writes it.
  private Optional<String> literal(String text, DataType type, Span span) {
    boolean fits =
        switch (type.base()) {
          case BOOL -> text.equals("true") || text.equals("false");
          case INT32, INT64 -> text.matches("-?[0-9]{1,18}");
          case STRING -> true;
          case FLOAT32, FLOAT64, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> false;
        };
    if (!fits) {
      String message = "`" + text + "` is compared with values of type " + type.base();
      checks.findings.add(
          Diagnostic.error(Rule.TYPE_MISMATCH, span, message)
              .hint(
                  "compare text, whole numbers, or true and false; derive others by an expression"));
      return Optional.empty();
    }
    return Optional.of(type.base() == BaseType.STRING ? quoted(text) : text);
  }

  private static String written(Constant constant) {
    return constant.type() == BaseType.STRING ? quoted(constant.text()) : constant.text();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
