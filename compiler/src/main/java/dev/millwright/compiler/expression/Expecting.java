package dev.millwright.compiler.expression;

import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.calcite.sql.SqlNode;

/// Holds a typed tree to what is expected at its place.
record Expecting(TreeTyper typer, QuotedText quoted) {
  Expression fit(Expression tree, SqlNode node, Expectation expectation) {
    return switch (expectation) {
      case Expectation.Anything() -> tree;
      case Expectation.Assignable(var type) -> assignable(tree, node, type);
      case Expectation.Condition() -> condition(tree, node);
    };
  }

  private Expression assignable(Expression tree, SqlNode node, DataType type) {
    Optional<Expression> widened =
        Trees.isUnknown(tree) || type.base().isScalar()
            ? Trees.widened(tree, type)
            : Optional.of(tree).filter(it -> it.type().fitsBarNull(type));
    if (widened.isEmpty()) {
      typer.problem(
          node,
          Rule.EXPRESSION_TYPE,
          "this is %s, and %s is asked here".formatted(tree.type(), type),
          Optional.empty());
      return tree;
    }
    if (tree.type().nullable() && !type.nullable()) {
      typer.problem(
          node,
          Rule.EXPRESSION_TYPE,
          "this may be missing, and %s is asked here".formatted(type),
          Optional.of("declare the type `" + type.orNull() + "`, or write COALESCE(…, a default)"));
    }
    return widened.get();
  }

  private Expression condition(Expression tree, SqlNode node) {
    if (tree.type().base() != BaseType.BOOL && !Trees.isUnknown(tree)) {
      typer.problem(
          node,
          Rule.EXPRESSION_TYPE,
          "yes or no is asked here, and this is " + tree.type(),
          Optional.of(
              tree.type().base().isScalar()
                  ? "compare it with something"
                  : "ask for what is in it, such as CARDINALITY(" + text(node) + ") > 0"));
    } else if (tree.type().nullable()) {
      typer.problem(
          node,
          Rule.EXPRESSION_NULLABLE,
          unknown(tree) + ", and yes or no is asked here",
          Optional.of(
              "say what unknown means: COALESCE("
                  + text(node)
                  + ", FALSE), or `x IS NOT NULL AND …`, or `x IS NULL OR …`"));
    }
    return tree;
  }

  private static String unknown(Expression tree) {
    SortedSet<String> missing = tree.optionalNames();
    return missing.isEmpty()
        ? "this may be unknown"
        : "this is unknown when `" + String.join("` or `", missing) + "` is missing";
  }

  private String text(SqlNode node) {
    return quoted.place(node.getParserPosition()).text();
  }
}
