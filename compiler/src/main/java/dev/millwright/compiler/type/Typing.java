package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.ExpressionTyper;
import dev.millwright.compiler.expression.Problem;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.compiler.expression.Typed;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.expression.Formula;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Types formulas where they stand; what is wrong is reported at the word inside the expression.
public final class Typing {
  private final ExpressionTyper typer;

  public Typing(ExpressionTyper typer) {
    this.typer = typer;
  }

  /// The formula with its tree; as it was when it has none.
  Formula type(
      Formula formula, Scope scope, Expectation expectation, Place place, Findings findings) {
    return type(formula, scope, expectation, place, findings, UnaryOperator.identity());
  }

  /// @param better what is said instead of a general finding, where more is known
  Formula type(
      Formula formula,
      Scope scope,
      Expectation expectation,
      Place place,
      Findings findings,
      UnaryOperator<Diagnostic> better) {
    Typed typed = typer.type(formula.text(), scope, expectation);
    return switch (typed) {
      case Typed.Ok(var expression) -> formula.typed(expression);
      case Typed.Problems(var problems) -> {
        problems.forEach(problem -> findings.add(better.apply(diagnostic(problem, place))));
        yield formula;
      }
    };
  }

  private static Diagnostic diagnostic(Problem problem, Place place) {
    Span span =
        place
            .document()
            .spanWithin(
                place.pointer(),
                problem.line(),
                problem.column(),
                problem.endLine(),
                problem.endColumn());
    Diagnostic finding = Diagnostic.error(problem.rule(), span, problem.message());
    Optional<String> hint = problem.hint();
    return hint.isPresent() ? finding.hint(hint.get()) : finding;
  }
}
