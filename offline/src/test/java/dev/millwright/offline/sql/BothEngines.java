package dev.millwright.offline.sql;

import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.ExpressionTyper;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.compiler.expression.Typed;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.runtime.expression.Evaluator;
import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Call;
import dev.millwright.spec.expression.Expression.Case;
import dev.millwright.spec.expression.Operator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks DuckDB and the JVM the same expressions over the same rows.
final class BothEngines implements AutoCloseable {
  private static final Set<Operator> ROUNDED =
      EnumSet.of(Operator.LN, Operator.EXP, Operator.POWER, Operator.SIN, Operator.COS);

  private final EdgeTable table;
  private final Engine engine;
  private final String name;
  private final ExpressionTyper typer = new ExpressionTyper();

  /// @param engine is closed with this one
  BothEngines(EdgeTable table, Engine engine, String name) throws SQLException {
    this.table = table;
    this.engine = engine;
    this.name = name;
    table.fill(engine, name);
  }

  Typed typed(String text) {
    return typer.type(text, Scope.of(table.columns()), Expectation.anything());
  }

  Expression tree(String text) {
    return switch (typed(text)) {
      case Typed.Ok(var tree) -> tree;
      case Typed.Problems(var problems) ->
          throw new AssertionError(text + " does not compile: " + problems);
    };
  }

  /// The rows on which the engines differ, as sentences; a few for each expression.
  List<String> differences(List<String> texts) throws SQLException {
    List<Expression> trees = texts.stream().map(this::tree).toList();
    List<Object[]> answers = offline(trees);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      Evaluator evaluator = ExpressionCompiler.compile(trees.get(i), table.names());
      int found = 0;
      for (int row = 0; row < answers.size() && found < 3; row++) {
        Object online = evaluator.evaluate(table.rows().get(row));
        Object offline = answers.get(row)[i];
        if (!same(trees.get(i), online, offline)) {
          found++;
          differences.add(sentence(texts.get(i), trees.get(i), row, online, offline));
        }
      }
    }
    return differences;
  }

  /// Both engines' answers for an expression that reads no column: the JVM's, then DuckDB's.
  List<Object> constant(String text) throws SQLException {
    Expression tree = tree(text);
    Object online =
        ExpressionCompiler.compile(tree, table.names()).evaluate(table.rows().getFirst());
    return Arrays.asList(online, offline(List.of(tree)).getFirst()[0]);
  }

  private List<Object[]> offline(List<Expression> trees) throws SQLException {
    String columns =
        trees.stream()
            .map(tree -> Values.selected(DuckDbSql.render(tree), tree.type()))
            .collect(Collectors.joining(", "));
    List<Object[]> answers = new ArrayList<>();
    engine.each(
        "SELECT " + columns + " FROM " + name + " ORDER BY __row",
        row -> {
          Object[] answer = new Object[trees.size()];
          for (int i = 0; i < answer.length; i++) {
            answer[i] = Values.read(row, i + 1, trees.get(i).type());
          }
          answers.add(answer);
        });
    return answers;
  }

  /// To the bit, except for the functions whose last bit differs between mathematical libraries.
  static boolean same(Expression tree, Object online, Object offline) {
    if (online instanceof Double one && offline instanceof Double other && isRounded(tree)) {
      return Math.abs(one - other) <= 2 * Math.ulp(Math.max(Math.abs(one), Math.abs(other)));
    }
    return Objects.deepEquals(online, offline);
  }

  private static boolean isRounded(Expression tree) {
    return tree instanceof Call call && ROUNDED.contains(call.operator());
  }

  /// Every operator that a tree calls.
  static Set<Operator> operators(Expression tree) {
    Set<Operator> operators = EnumSet.noneOf(Operator.class);
    switch (tree) {
      case Call call -> {
        operators.add(call.operator());
        call.arguments().forEach(argument -> operators.addAll(operators(argument)));
      }
      case Case choice -> {
        choice.branches().forEach(branch -> operators.addAll(operators(branch.when())));
        choice.branches().forEach(branch -> operators.addAll(operators(branch.then())));
        operators.addAll(operators(choice.otherwise()));
      }
      case Expression.Literal _, Expression.Field _ -> {}
    }
    return operators;
  }

  private String sentence(String text, Expression tree, int row, Object online, Object offline) {
    String given =
        tree.names().stream()
            .map(name -> name + " = " + words(table.rows().get(row)[table.names().indexOf(name)]))
            .collect(Collectors.joining(", "));
    return "%s with %s: the JVM answers %s, DuckDB %s"
        .formatted(text, given, words(online), words(offline));
  }

  private static String words(Object value) {
    String words = value instanceof byte[] bytes ? Arrays.toString(bytes) : "" + value;
    String brief = words.length() > 60 ? words.substring(0, 60) + "…" : words;
    return value == null ? "null" : brief + " (" + value.getClass().getSimpleName() + ")";
  }

  @Override
  public void close() throws SQLException {
    engine.close();
  }
}
