package dev.millwright.compiler.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.ExpressionTyper;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.compiler.expression.Typed;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.NamedType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RenderingTest {
  private static final Scope SCOPE =
      Scope.of(
          List.of(
              new NamedType("a", DataType.of(BaseType.INT64)),
              new NamedType("b", DataType.of(BaseType.INT64).orNull()),
              new NamedType("s", DataType.of(BaseType.STRING)),
              new NamedType("p", DataType.of(BaseType.BOOL)),
              new NamedType("live.auc", DataType.of(BaseType.FLOAT64).orNull()),
              new NamedType("t", DataType.of(BaseType.TIMESTAMP)),
              new NamedType("l", DataType.parse("list<list<int64>>")),
              new NamedType("v", DataType.parse("vector<float32, 3>"))));

  private final ExpressionTyper typer = new ExpressionTyper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a + 1",
        "a - (a - 1)",
        "(a + 1) * 2",
        "-(a + 1)",
        "a BETWEEN 1 AND 2",
        "p AND (a > 1 OR a < 0)",
        "NOT (p OR a = 2)",
        "live.auc IS NULL OR 0.5 >= live.auc - 0.02",
        "s = 'it''s'",
        "s IN ('x', 'y')",
        "s LIKE 'x%'",
        "CASE WHEN a > 1 THEN 'x' WHEN p THEN 'y' ELSE s END",
        "COALESCE(b, 0) > 1",
        "CAST(a AS DOUBLE)",
        "EXTRACT(HOUR FROM t)",
        "UPPER(s) || 'x'",
        "(p AND p) OR (p AND p)",
        "b IS NOT NULL AND b > 1",
        "l",
        "l IS NOT NULL",
        "CARDINALITY(l) + 1",
        "l[1][a + 1] * 2",
        "l[CARDINALITY(l)]",
        "v[1] = v[a] AND v[a] IS NULL",
      })
  void what_is_rendered_means_the_same(String text) {
    Expression tree = typed(text);
    assertThat(typed(Rendering.of(tree))).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "live.auc IS NULL OR 1 >= live.auc | live.auc IS NULL OR 1.0 >= live.auc",
        "TIMESTAMPADD(MINUTE, a, t) | TIMESTAMPADD(SECOND, a * 60, t)",
        "  a   +1 | a + 1",
        "l [ a+1 ] [1] | l[a + 1][1]",
      })
  void readers_see_what_was_understood(String written, String shown) {
    assertThat(Rendering.of(typed(written))).isEqualTo(shown);
  }

  private Expression typed(String text) {
    return switch (typer.type(text, SCOPE, Expectation.anything())) {
      case Typed.Ok(var tree) -> tree;
      case Typed.Problems(var problems) -> throw new AssertionError(text + ": " + problems);
    };
  }
}
