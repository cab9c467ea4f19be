package dev.millwright.offline.judge;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Call;
import dev.millwright.spec.expression.Expression.Case;
import dev.millwright.spec.expression.Expression.Field;
import dev.millwright.spec.expression.Expression.Literal;
import dev.millwright.spec.expression.Formula;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values that gates may name, each of the type that its gate was compiled with.
final class GateScope {
  private final SortedMap<String, BaseType> types = new TreeMap<>();

  private GateScope(List<Formula> gates) {
    gates.forEach(gate -> collect(gate.expression()));
  }

  /// @param outputs the training's, in canonical text; a metric of the same name wins
  static SortedMap<String, Object> of(
      List<Formula> gates, Map<String, String> outputs, Map<String, Double> metrics) {
    GateScope scope = new GateScope(gates);
    SortedMap<String, Object> values = new TreeMap<>();
    scope.types.forEach(
        (name, type) -> {
          Double metric = metrics.get(name);
          String output = outputs.get(name);
          if (metric != null) {
            values.put(name, type == BaseType.INT64 ? (Object) metric.longValue() : metric);
          } else if (output != null) {
            new Literal(DataType.of(type), Optional.of(output))
                .value()
                .ifPresent(value -> values.put(name, value));
          }
        });
    return values;
  }

  private void collect(Expression expression) {
    switch (expression) {
      case Literal _ -> {}
      case Field field -> types.put(field.name(), field.type().base());
      case Call call -> call.arguments().forEach(this::collect);
      case Case choice -> {
        choice.branches().forEach(branch -> collect(branch.when()));
        choice.branches().forEach(branch -> collect(branch.then()));
        collect(choice.otherwise());
      }
    }
  }
}
