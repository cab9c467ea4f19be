package dev.millwright.spec.expression;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/// An expression with the type of every node. Immutable; printed as JSON in releases.
///
/// Null means unknown, as in SQL: every operator answers null for a null argument unless its own
/// words say otherwise.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "node")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Expression.Literal.class, name = "literal"),
  @JsonSubTypes.Type(value = Expression.Field.class, name = "field"),
  @JsonSubTypes.Type(value = Expression.Call.class, name = "call"),
  @JsonSubTypes.Type(value = Expression.Case.class, name = "case"),
})
public sealed interface Expression {
  DataType type();

  /// A constant in its canonical text (`TRUE`, `15`, `0.5`, `AA`, `2001-04-01T00:00:00Z`); absent
  /// is null.
  record Literal(DataType type, Optional<String> text) implements Expression {}

  /// A value of the row by its name. A path such as `live.auc` is one name.
  record Field(String name, DataType type) implements Expression {}

  record Call(Operator operator, List<Expression> arguments, DataType type) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// The first branch whose condition is true, else `otherwise`.
  record Case(List<Branch> branches, Expression otherwise, DataType type) implements Expression {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  record Branch(Expression when, Expression then) {}
}
