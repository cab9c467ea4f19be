package dev.millwright.compiler.expression;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Literal;
import dev.millwright.spec.expression.Operator;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/// Types what is asked of a list or a vector: how many elements it has, and one of them.
record ElementTyper(CallTyper calls) {
  Expression cardinality(SqlCall call) {
    Expression several = several(call.operand(0));
    return Trees.isUnknown(several)
        ? several
        : Trees.strict(Operator.CARDINALITY, BaseType.INT64, List.of(several));
  }

  /// An element that may not be there may be missing; those of a vector up to its dimension are.
  Expression element(SqlCall call) {
    Expression several = several(call.operand(0));
    Expression index = index(call.operand(1));
    if (Trees.isUnknown(several) || Trees.isUnknown(index)) {
      return Trees.unknown();
    }
    Optional<Long> place = constant(index);
    Optional<Integer> dimension = several.type().dimension();
    if (place.isPresent()
        && (place.get() < 1 || place.get() > dimension.orElse(Integer.MAX_VALUE))) {
      String elements = dimension.map(count -> "1 to " + count).orElse("1 on");
      return calls.wrong(
          call.operand(1), "elements count from " + elements + ", and this is " + place.get());
    }
    DataType element = several.type().element();
    boolean isThere = place.isPresent() && dimension.isPresent() && !several.type().nullable();
    return Trees.call(
        Operator.ELEMENT, element, !isThere || element.nullable(), List.of(several, index));
  }

  private Expression several(SqlNode node) {
    Expression several = calls.whole(node);
    return !several.type().base().isScalar() || Trees.isUnknown(several)
        ? several
        : calls.wrong(node, "a list or a vector is asked here, and this is " + several.type());
  }

  private Expression index(SqlNode node) {
    Expression index = calls.argument(node);
    return Trees.isUnknown(index)
        ? index
        : Trees.widened(index, BaseType.INT64)
            .orElseGet(
                () ->
                    calls.wrong(node, "a whole number is asked here, and this is " + index.type()));
  }

  private static Optional<Long> constant(Expression index) {
    return index instanceof Literal(var _, var text) ? text.map(Long::valueOf) : Optional.empty();
  }
}
