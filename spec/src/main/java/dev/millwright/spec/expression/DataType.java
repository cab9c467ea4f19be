package dev.millwright.spec.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.OptionalInt;

/// A base type, what it holds if it holds several, and whether a value may be missing. Prints as
/// `float64?`, `list<string?>` or `vector<float32, 384>`; [TypeReader] reads that.
///
/// @param nullable whether the value as a whole may be missing
/// @param elements of a list or a vector; absent for all others
public record DataType(BaseType base, boolean nullable, Optional<Elements> elements) {
  /// How many lists may stand inside one another.
  public static final int MOST_NESTED = 4;

  /// How many numbers a vector has at most.
  public static final int MOST_DIMENSIONS = 16_384;

  public DataType {
    boolean counts = elements.flatMap(it -> count(it.count())).isPresent();
    if (base.isScalar() == elements.isPresent() || counts != (base == BaseType.VECTOR)) {
      throw new IllegalArgumentException(base + " of " + elements);
    }
  }

  /// A type of single values.
  public DataType(BaseType base, boolean nullable) {
    this(base, nullable, Optional.empty());
  }

  public static DataType of(BaseType base) {
    return new DataType(base, false);
  }

  /// Any number of values of a type.
  public static DataType listOf(DataType element) {
    return new DataType(
        BaseType.LIST, false, Optional.of(new Elements(element, OptionalInt.empty())));
  }

  /// @param dimension how many numbers each vector has
  public static DataType vectorOf(BaseType element, int dimension) {
    return new DataType(
        BaseType.VECTOR,
        false,
        Optional.of(new Elements(DataType.of(element), OptionalInt.of(dimension))));
  }

  public static Optional<DataType> ofWord(String word) {
    return switch (TypeReader.read(word)) {
      case TypeReading.Known(var type) -> Optional.of(type);
      case TypeReading.Wrong _ -> Optional.empty();
    };
  }

  @JsonCreator
  public static DataType parse(String word) {
    return ofWord(word).orElseThrow(() -> new IllegalArgumentException("not a type: " + word));
  }

  public DataType orNull() {
    return new DataType(base, true, elements);
  }

  public DataType notNull() {
    return new DataType(base, false, elements);
  }

  /// Of a list or a vector, the type of its elements.
  ///
  /// @throws IllegalStateException for a single value
  public DataType element() {
    return elements.orElseThrow(() -> new IllegalStateException(this + " has no elements")).type();
  }

  /// How many numbers a vector has; absent for all other types.
  public Optional<Integer> dimension() {
    return elements.flatMap(it -> count(it.count()));
  }

  /// Whether every value of this type is, as it stands, one of another: what is never missing may
  /// stand where a value may be missing, in a list's elements as well. Nothing is converted: a
  /// vector is no list, and its dimension is a part of what it is.
  public boolean fits(DataType asked) {
    return (!nullable || asked.nullable) && fitsBarNull(asked);
  }

  /// As [#fits], whatever is said about the value as a whole being missing.
  public boolean fitsBarNull(DataType asked) {
    return base == asked.base
        && dimension().equals(asked.dimension())
        && (elements.isEmpty() || element().fits(asked.element()));
  }

  /// Whether both are the same but for whether the value as a whole may be missing.
  public boolean equalsBarNull(DataType other) {
    return notNull().equals(other.notNull());
  }

  // Written out, as in Address: scopes are compared by their types, for each expression.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof DataType(var otherBase, var otherNullable, var otherElements)
            && base == otherBase
            && nullable == otherNullable
            && elements.equals(otherElements));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * base.toString().hashCode() + Boolean.hashCode(nullable))
        + elements.hashCode();
  }

  private static Optional<Integer> count(OptionalInt count) {
    return count.isPresent() ? Optional.of(count.getAsInt()) : Optional.empty();
  }

  private String elementsText() {
    return elements
        .map(it -> "<" + it.type() + count(it.count()).map(count -> ", " + count).orElse("") + ">")
        .orElse("");
  }

  @Override
  @JsonValue
  public String toString() {
    return base + elementsText() + (nullable ? "?" : "");
  }
}
