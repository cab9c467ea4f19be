package dev.millwright.compiler.type;

import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Call;
import dev.millwright.spec.expression.Expression.Field;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.Operator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What holds wherever a condition does: each of the conditions that it joins by AND.
record Conjuncts(Set<Expression> all) {
  /// Of a step without a condition there are none; empty when it could not be typed.
  static Optional<Conjuncts> of(Optional<Formula> when) {
    if (when.isEmpty()) {
      return Optional.of(new Conjuncts(Set.of()));
    }
    return when.get().typed().map(tree -> new Conjuncts(new HashSet<>(flat(tree))));
  }

  static List<Expression> flat(Expression tree) {
    return tree instanceof Call(var operator, var arguments, var _) && operator == Operator.AND
        ? arguments.stream().flatMap(it -> flat(it).stream()).toList()
        : List.of(tree);
  }

  /// Whether whatever another asks is asked here, too.
  boolean include(Conjuncts other) {
    return all.containsAll(other.all);
  }

  /// Names that are asked to be there.
  Set<String> present() {
    Set<String> names = new TreeSet<>();
    for (Expression each : all) {
      if (each instanceof Call(var operator, var arguments, var _)
          && operator == Operator.IS_NOT_NULL
          && arguments.getFirst() instanceof Field(var name, var _)) {
        names.add(name);
      }
    }
    return names;
  }
}
