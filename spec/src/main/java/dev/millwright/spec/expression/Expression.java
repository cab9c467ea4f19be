package dev.millwright.spec.expression;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /// The names of all fields that the answer depends on.
  default SortedSet<String> names() {
    return fields(this).map(Field::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /// Those of them that may be missing.
  default SortedSet<String> optionalNames() {
    return fields(this)
        .filter(field -> field.type().nullable())
        .map(Field::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Field> fields(Expression expression) {
    return switch (expression) {
      case Literal _ -> Stream.empty();
      case Field field -> Stream.of(field);
      case Call call -> call.arguments().stream().flatMap(Expression::fields);
      case Case choice ->
          Stream.concat(
              choice.branches().stream()
                  .flatMap(it -> Stream.concat(fields(it.when()), fields(it.then()))),
              fields(choice.otherwise()));
    };
  }

  /// A constant in its canonical text (`TRUE`, `15`, `0.5`, `AA`, `2001-04-01T00:00:00Z`); absent
  /// is null. Bytes are Base64.
  record Literal(DataType type, Optional<String> text) implements Expression {
    /// The value as rows carry it; absent is null.
    public Optional<Object> value() {
      return text.map(
          words ->
              switch (type.base()) {
                case BOOL -> Boolean.valueOf(words);
                case INT32 -> Integer.valueOf(words);
                case INT64 -> Long.valueOf(words);
                case FLOAT32 -> Float.valueOf(words);
                case FLOAT64 -> Double.valueOf(words);
                case STRING -> words;
                case BYTES -> Base64.getDecoder().decode(words);
                case TIMESTAMP -> Instant.parse(words);
                case DATE -> LocalDate.parse(words);
                case LIST, VECTOR ->
                    throw new IllegalStateException("no constant is a " + type.base());
              });
    }
  }

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
