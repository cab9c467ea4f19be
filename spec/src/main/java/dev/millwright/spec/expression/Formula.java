package dev.millwright.spec.expression;

import java.util.Optional;

/// An expression as written, and as typed once a commit has been compiled. Digests see the typed
/// tree only, so white space changes nothing.
public record Formula(String text, Optional<Expression> typed) {
  public static Formula written(String text) {
    return new Formula(text, Optional.empty());
  }

  public Formula typed(Expression expression) {
    return new Formula(text, Optional.of(expression));
  }

  /// The typed tree.
  ///
  /// @throws IllegalStateException before the commit has been compiled
  public Expression expression() {
    return typed.orElseThrow(() -> new IllegalStateException("not compiled yet: " + text));
  }
}
