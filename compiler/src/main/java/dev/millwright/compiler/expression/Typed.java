package dev.millwright.compiler.expression;

import dev.millwright.spec.expression.Expression;
import java.util.List;

/// What typing answers: the tree, or everything that is wrong with the text.
public sealed interface Typed {
  /// The tree. Where a type was expected, its base type is exactly the expected one.
  record Ok(Expression expression) implements Typed {}

  /// At least one problem, in order of place.
  record Problems(List<Problem> problems) implements Typed {
    public Problems {
      problems = List.copyOf(problems);
    }
  }
}
