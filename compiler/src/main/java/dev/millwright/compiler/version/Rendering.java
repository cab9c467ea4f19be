package dev.millwright.compiler.version;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Branch;
import dev.millwright.spec.expression.Expression.Call;
import dev.millwright.spec.expression.Expression.Case;
import dev.millwright.spec.expression.Expression.Field;
import dev.millwright.spec.expression.Expression.Literal;
import dev.millwright.spec.expression.Operator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One text for one tree: what people read where the author's own spelling is not kept.
final class Rendering {
  private static final Pattern PLACE = Pattern.compile("\\b[abc]\\b");
  private static final int ANY = 1;
  private static final int ALL = 2;
  private static final int NOT = 3;
  private static final int COMPARED = 4;
  private static final int ADDED = 5;
  private static final int MULTIPLIED = 6;
  private static final int NEGATED = 7;
  private static final int ATOM = 8;

  private Rendering() {}

  static String of(Expression expression) {
    return switch (expression) {
      case Literal literal -> literal(literal);
      case Field(var name, var _) -> name;
      case Call(var operator, var arguments, var type) ->
          operator == Operator.CAST
              ? cast(arguments.getFirst(), type.base())
              : call(operator, arguments);
      case Case(var branches, var otherwise, var _) ->
          branches.stream().map(Rendering::branch).collect(Collectors.joining(" ", "CASE ", ""))
              + " ELSE "
              + of(otherwise)
              + " END";
    };
  }

  /// A whole number among floats is written as one of them.
  private static String cast(Expression value, BaseType type) {
    boolean isFloat = type == BaseType.FLOAT32 || type == BaseType.FLOAT64;
    return isFloat && value instanceof Literal(var from, var text) && isWhole(from.base())
        ? text.map(digits -> digits + ".0").orElse("NULL")
        : "CAST(" + of(value) + " AS " + type + ")";
  }

  private static boolean isWhole(BaseType type) {
    return type == BaseType.INT32 || type == BaseType.INT64;
  }

  private static String literal(Literal literal) {
    return literal
        .text()
        .map(text -> isPlain(literal.type().base()) ? text : quoted(literal, text))
        .orElse("NULL");
  }

  private static boolean isPlain(BaseType type) {
    return type.isNumeric() || type == BaseType.BOOL;
  }

  private static String quoted(Literal literal, String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    BaseType type = literal.type().base();
    return type == BaseType.STRING
        ? quoted
        : type.toString().toUpperCase(Locale.ROOT) + " " + quoted;
  }

  private static String branch(Branch branch) {
    return "WHEN " + of(branch.when()) + " THEN " + of(branch.then());
  }

  private static String call(Operator operator, List<Expression> all) {
    String form = operator.written();
    if (operator == Operator.IN) {
      return inner(all.getFirst(), COMPARED, true) + " IN " + tuple(all.subList(1, all.size()));
    }
    if (operator == Operator.ADD_SECONDS || operator == Operator.SECONDS_BETWEEN) {
      String function = operator == Operator.ADD_SECONDS ? "TIMESTAMPADD" : "TIMESTAMPDIFF";
      return function + "(SECOND, " + tuple(all).substring(1);
    }
    long places = PLACE.matcher(form).results().count();
    if (places == all.size()) {
      return filled(form, level(operator), all);
    }
    return level(operator) == ATOM && form.endsWith(")")
        ? form.substring(0, form.indexOf('(')) + tuple(all)
        : joined(form.substring(1, form.length() - 1), level(operator), all);
  }

  private static String filled(String form, int level, List<Expression> all) {
    boolean isFunction = form.endsWith(")") || form.endsWith("]");
    return PLACE
        .matcher(form)
        .replaceAll(
            place -> {
              int at = place.group().charAt(0) - 'a';
              Expression part = all.get(at);
              String text =
                  isFunction ? of(part) : inner(part, level, at == 0 && level != COMPARED);
              return Matcher.quoteReplacement(text);
            });
  }

  private static String joined(String word, int level, List<Expression> all) {
    return all.stream().map(part -> inner(part, level, false)).collect(Collectors.joining(word));
  }

  private static String tuple(List<Expression> all) {
    return all.stream().map(Rendering::of).collect(Collectors.joining(", ", "(", ")"));
  }

  /// In parentheses where the reader would otherwise take it apart differently.
  private static String inner(Expression part, int around, boolean mayEqual) {
    int level = level(part);
    boolean stands = level > around || (level == around && mayEqual);
    return stands ? of(part) : "(" + of(part) + ")";
  }

  private static int level(Expression part) {
    return part instanceof Call call ? level(call.operator()) : ATOM;
  }

  private static int level(Operator operator) {
    return switch (operator) {
      case OR -> ANY;
      case AND -> ALL;
      case NOT -> NOT;
      case IS_NULL, IS_NOT_NULL, IS_TRUE, BETWEEN, IN, LIKE -> COMPARED;
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> COMPARED;
      case ADD, SUBTRACT, CONCAT -> ADDED;
      case MULTIPLY, DIVIDE, MODULO -> MULTIPLIED;
      case NEGATE -> NEGATED;
      case ABS, FLOOR, CEIL, ROUND, SQRT, LN, EXP, POWER, LEAST, GREATEST, SIGN -> ATOM;
      case SIN, COS, RADIANS, COALESCE, NULLIF, CAST, UPPER, LOWER, TRIM, LENGTH -> ATOM;
      case SUBSTRING, STARTS_WITH, EXTRACT_YEAR, EXTRACT_MONTH, EXTRACT_DAY -> ATOM;
      case EXTRACT_HOUR, EXTRACT_MINUTE, EXTRACT_DAY_OF_WEEK, EXTRACT_EPOCH -> ATOM;
      case ADD_SECONDS, SECONDS_BETWEEN, FLOOR_TO_HOUR, FLOOR_TO_DAY -> ATOM;
      case CARDINALITY, ELEMENT -> ATOM;
    };
  }
}
