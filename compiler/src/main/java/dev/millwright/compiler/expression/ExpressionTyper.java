package dev.millwright.compiler.expression;

import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.NamedType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;

/// Types expressions. Calcite, which takes as long to load as a small project to read, is loaded
/// meanwhile; the same text in the same scope is typed once. Safe for many threads.
public final class ExpressionTyper {
  private static final int MEMORY = 20_000;

  private final Map<Question, Typed> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<Parsers> parsers =
      CompletableFuture.supplyAsync(ExpressionTyper::loaded);

  private record Question(String text, Scope scope, Expectation expectation) {
    // Written out, as in Address: a record finds its own through method handles.
    @Override
    public int hashCode() {
      return 31 * text.hashCode() + scope.names().keySet().hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Question(var otherText, var otherScope, var otherExpectation)
          && text.equals(otherText)
          && scope.equals(otherScope)
          && expectation.equals(otherExpectation);
    }
  }

  /// The typed tree of an expression, or all that is wrong with it.
  public Typed type(String text, Scope scope, Expectation expectation) {
    Question question = new Question(text, scope, expectation);
    Typed known = answers.get(question);
    if (known != null) {
      return known;
    }
    Typed answer = answer(question);
    if (answers.size() < MEMORY) {
      answers.put(question, answer);
    }
    return answer;
  }

  /// Parsers that have parsed: all that a common expression needs is there, and about to be
  /// compiled.
  private static Parsers loaded() {
    Parsers parsers = new Parsers();
    Scope scope = Scope.of(List.of(new NamedType("x", DataType.of(BaseType.INT64))));
    answer(parsers, new Question("x * 2.5 BETWEEN 0 AND 1", scope, Expectation.condition()));
    return parsers;
  }

  private Typed answer(Question question) {
    return answer(parsers.join(), question);
  }

  private static Typed answer(Parsers parsers, Question question) {
    QuotedText quoted = QuotedText.of(question.text(), question.scope().names().keySet());
    try {
      return typed(parsers.expression(quoted.text()), quoted, question);
    } catch (SqlParseException e) {
      return new Typed.Problems(List.of(syntax(quoted, e)));
    }
  }

  private static Typed typed(SqlNode node, QuotedText quoted, Question question) {
    TreeTyper typer = new TreeTyper(question.scope(), quoted);
    Expression tree = typer.type(node, Narrowing.none());
    if (typer.problems().isEmpty()) {
      tree = new Expecting(typer, quoted).fit(tree, node, question.expectation());
    }
    return typer.problems().isEmpty()
        ? new Typed.Ok(tree)
        : new Typed.Problems(typer.problems().stream().sorted().toList());
  }

  private static Problem syntax(QuotedText quoted, SqlParseException failure) {
    QuotedText.Place place =
        failure.getPos() == null ? quoted.end() : quoted.place(failure.getPos());
    String found =
        place.text().isBlank()
            ? "the expression ends too early"
            : "`" + place.text() + "` does not fit here";
    return new Problem(
        Rule.EXPRESSION_SYNTAX,
        place.line(),
        place.column(),
        place.endLine(),
        place.endColumn(),
        found,
        Optional.of(advice(place.text())));
  }

  private static String advice(String found) {
    return switch (found) {
      case "=" -> "one `=` compares";
      case "&" -> "write `AND`";
      case "|" -> "write `OR`";
      case ";" -> "leave it out";
      default -> "expressions are SQL, such as `delay > 15 AND distance < 500`";
    };
  }
}
