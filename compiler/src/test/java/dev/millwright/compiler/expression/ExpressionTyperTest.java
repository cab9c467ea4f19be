package dev.millwright.compiler.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionTyperTest {
  private static final Scope SCOPE = scope();
  private final ExpressionTyper typer = new ExpressionTyper();

  private static Scope scope() {
    var names = new LinkedHashMap<String, DataType>();
    names.put("delay", DataType.of(BaseType.INT64));
    names.put("distance", DataType.of(BaseType.INT64));
    names.put("date", DataType.of(BaseType.TIMESTAMP));
    names.put("hour", DataType.of(BaseType.INT64));
    names.put("count", DataType.of(BaseType.INT64));
    names.put("value", DataType.of(BaseType.FLOAT64).orNull());
    names.put("auc", DataType.of(BaseType.FLOAT64));
    names.put("live.auc", DataType.of(BaseType.FLOAT64).orNull());
    names.put("origin", DataType.of(BaseType.STRING));
    return new Scope(names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "delay BETWEEN -120 AND 1440; bool",
        "TIMESTAMPADD(MINUTE, 30 + distance / 7 + GREATEST(delay, 0), date); timestamp",
        "date; timestamp",
        "delay > 15; bool",
        "EXTRACT(HOUR FROM date); int64",
        "EXTRACT(HOUR FROM date) + hour; int64",
        "EXTRACT(DOW FROM date); int64",
        "CASE WHEN EXTRACT(HOUR FROM date) < 5 THEN 1 ELSE 0 END; int64",
        "CASE WHEN EXTRACT(HOUR FROM date) BETWEEN 5 AND 8 THEN 1 ELSE 0 END; int64",
        "auc >= 0.63; bool",
        "live.auc IS NULL OR auc >= live.auc - 0.02; bool",
        "value > 1; bool?",
        "value IS NOT NULL AND value > 1; bool",
        "COALESCE(value, 0) > 1; bool",
        "delay / count; int64?",
        "delay / 7; int64",
        "delay % 7; int64",
        "MOD(delay, count); int64?",
        "- (-5); int64",
        "date > TIMESTAMP '2001-04-01 12:00:00.5'; bool",
        "CAST(date AS DATE) = DATE '2000-02-29'; bool",
        "value * 2; float64?",
        "count + 1; int64",
        "origin = 'SEA'; bool",
        "origin IN ('SEA', 'LAX'); bool",
        "NOT (delay > 15); bool",
        "FLOOR(date TO HOUR); timestamp",
        "date + INTERVAL '2' HOUR; timestamp",
        "UPPER(origin) || 'x'; string",
        "CAST(delay AS DOUBLE) / 2; float64",
        "CASE WHEN delay > 0 THEN 1 END; int64?",
        "origin LIKE 'S%'; bool",
        "SUBSTRING(origin FROM 1 FOR 2); string",
        "delay IS NOT NULL; bool",
        "TIMESTAMPDIFF(HOUR, date, date); int64",
        "ABS(delay) + SQRT(4); float64?",
        "-delay; int64",
      })
  void types(String text, String type) {
    assertThat(expression(text).type()).hasToString(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "delai > 15; EXPRESSION_NAME; 1:1-1:6",
        "delay >; EXPRESSION_SYNTAX; 1:7-1:8",
        "delay > 15 AND distanse < 3; EXPRESSION_NAME; 1:16-1:24",
        "delay > origin; EXPRESSION_TYPE; 1:1-1:15",
        "origin + 1; EXPRESSION_TYPE; 1:1-1:7",
        "SOUNDEX(origin) = 'x'; EXPRESSION_UNSUPPORTED; 1:1-1:16",
        "value > 1; EXPRESSION_NULLABLE; 1:1-1:10",
        "delay; EXPRESSION_TYPE; 1:1-1:6",
        "auc >= live.auc; EXPRESSION_NULLABLE; 1:1-1:16",
      })
  void points_at_the_mistake(String text, Rule rule, String place) {
    Problem problem = problems(text).getFirst();
    assertThat(problem.rule()).isEqualTo(rule);
    assertThat(
            problem.line()
                + ":"
                + problem.column()
                + "-"
                + problem.endLine()
                + ":"
                + problem.endColumn())
        .isEqualTo(place);
  }

  @Test
  void finds_every_mistake_and_says_what_to_type() {
    assertThat(problems("delai > 15 AND distanse < 3")).hasSize(2);
    assertThat(problems("delai > 15").getFirst().hint()).contains("did you mean `delay`?");
    assertThat(problems("delay > 15\nAND distanse < 3").getFirst().line()).isEqualTo(2);
  }

  private Expression expression(String text) {
    Typed typed = typer.type(text, SCOPE, Expectation.anything());
    assertThat(typed).isInstanceOf(Typed.Ok.class);
    return ((Typed.Ok) typed).expression();
  }

  private List<Problem> problems(String text) {
    Typed typed = typer.type(text, SCOPE, Expectation.condition());
    assertThat(typed).isInstanceOf(Typed.Problems.class);
    return ((Typed.Problems) typed).problems();
  }
}
