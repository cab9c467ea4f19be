package dev.millwright.compiler.type;

import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Call;
import dev.millwright.spec.expression.Expression.Field;
import dev.millwright.spec.expression.Expression.Literal;
import dev.millwright.spec.expression.Operator;
import dev.millwright.spec.resource.Workflow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds conditions that no run can meet: constants that are false, bounds that leave nothing
/// between them or of a parameter's range, and a text that should be two. It finds no others.
final class Possible {
  private static final String PARAMETERS = "workflow.parameters.";

  private final Map<String, Range> ranges = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  /// @param atLeast inclusive unless open
  private record Range(double atLeast, boolean openBelow, double atMost, boolean openAbove) {
    static final Range ANY =
        new Range(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

    Range above(double bound, boolean open) {
      return bound > atLeast || (bound == atLeast && open)
          ? new Range(bound, open, atMost, openAbove)
          : this;
    }

    Range below(double bound, boolean open) {
      return bound < atMost || (bound == atMost && open)
          ? new Range(atLeast, openBelow, bound, open)
          : this;
    }

    boolean isEmpty() {
      return atLeast > atMost || (atLeast == atMost && (openBelow || openAbove));
    }
  }

  Possible(Workflow workflow) {
    workflow
        .parameters()
        .orElseGet(TreeMap::new)
        .forEach(
            (name, it) -> {
              Range range = Range.ANY;
              range = it.minimum().map(least -> Range.ANY.above(least, false)).orElse(range);
              Range lower = range;
              range = it.maximum().map(most -> lower.below(most, false)).orElse(range);
              ranges.put(PARAMETERS + name, range);
            });
  }

  boolean isImpossible(Expression condition) {
    return Conjuncts.flat(condition).stream().anyMatch(this::contradicts);
  }

  /// Whether it cannot hold beside what was seen before; else it is seen.
  private boolean contradicts(Expression each) {
    return switch (each) {
      case Literal literal -> literal.text().filter("FALSE"::equals).isPresent();
      case Call(var operator, var arguments, var _) -> contradicts(operator, arguments);
      case Field _, Expression.Case _ -> false;
    };
  }

  private boolean contradicts(Operator operator, List<Expression> arguments) {
    if (operator == Operator.OR) {
      return arguments.stream().allMatch(it -> it instanceof Literal && contradicts(it));
    }
    if (operator == Operator.NOT) {
      return arguments.getFirst() instanceof Literal(var _, var text)
          && text.filter("TRUE"::equals).isPresent();
    }
    if (operator == Operator.BETWEEN) {
      return bounded(Operator.GREATER_OR_EQUAL, arguments.get(0), arguments.get(1))
          || bounded(Operator.LESS_OR_EQUAL, arguments.get(0), arguments.get(2));
    }
    return arguments.size() == 2 && bounded(operator, arguments.get(0), arguments.get(1));
  }

  private boolean bounded(Operator operator, Expression left, Expression right) {
    Optional<Double> value = number(right);
    if (number(left).isPresent() && value.isPresent()) {
      return narrowed(
              operator,
              new Range(number(left).get(), false, number(left).get(), false),
              value.get())
          .isEmpty();
    }
    if (field(left).isPresent() && value.isPresent()) {
      return narrow(field(left).get(), operator, value.get());
    }
    if (field(right).isPresent() && number(left).isPresent()) {
      return narrow(field(right).get(), mirrored(operator), number(left).get());
    }
    return operator == Operator.EQUAL && isOther(left, right);
  }

  private boolean narrow(String name, Operator operator, double value) {
    Range range = narrowed(operator, ranges.getOrDefault(name, Range.ANY), value);
    ranges.put(name, range);
    return range.isEmpty();
  }

  private static Range narrowed(Operator operator, Range range, double value) {
    if (operator == Operator.EQUAL) {
      return range.above(value, false).below(value, false);
    }
    if (operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL) {
      return range.above(value, operator == Operator.GREATER);
    }
    return operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL
        ? range.below(value, operator == Operator.LESS)
        : range;
  }

  private static Operator mirrored(Operator operator) {
    return switch (operator) {
      case GREATER -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case LESS -> Operator.GREATER;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      default -> operator;
    };
  }

  /// Whether a name should be another text than was asked before.
  private boolean isOther(Expression left, Expression right) {
    if (left instanceof Field(var name, var _)
        && right instanceof Literal(var _, var text)
        && text.isPresent()) {
      String first = texts.putIfAbsent(name, text.get());
      return first != null && !first.equals(text.get());
    }
    return false;
  }

  private static Optional<Double> number(Expression expression) {
    Expression bare = bare(expression);
    return bare instanceof Literal(var type, var text) && type.base().isNumeric()
        ? text.map(Double::valueOf)
        : Optional.empty();
  }

  private static Optional<String> field(Expression expression) {
    return bare(expression) instanceof Field(var name, var type) && type.base().isNumeric()
        ? Optional.of(name)
        : Optional.empty();
  }

  /// Without what only widens it.
  private static Expression bare(Expression expression) {
    return expression instanceof Call(var operator, var arguments, var type)
            && operator == Operator.CAST
            && type.base().isNumeric()
            && arguments.getFirst().type().base().isNumeric()
        ? bare(arguments.getFirst())
        : expression;
  }
}
