package dev.millwright.spec.expression;

import dev.millwright.spec.diagnostic.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads types: a word, behind it what it holds between `<` and `>` if it holds several, behind
/// that `?` when a value may be missing. Spaces between these parts say nothing.
public final class TypeReader {
  private static final String BRACES =
      "; between braces a type with a comma stands in quotes: \"vector<float32, 384>\"";

  private final TypeText text;

  private TypeReader(String text) {
    this.text = new TypeText(text);
  }

  public static TypeReading read(String text) {
    TypeReader reader = new TypeReader(text);
    try {
      return new TypeReading.Known(reader.whole());
    } catch (TypeText.Unreadable mistake) {
      return mistake.reading();
    }
  }

  private DataType whole() throws TypeText.Unreadable {
    DataType type = type(0);
    if (text.isAtEnd()) {
      return type;
    }
    TypeText.Token more = text.rest();
    throw more.is(">")
        ? text.wrong(more, "has a `>` too many", "delete it")
        : text.wrong(more, "has `" + more.shown() + "` behind the type", "delete it");
  }

  /// @param depth how many lists this one stands in
  private DataType type(int depth) throws TypeText.Unreadable {
    TypeText.Token word = text.word();
    Optional<BaseType> base = BaseType.ofWord(word.text());
    if (base.isEmpty()) {
      throw unknown(word, depth);
    }
    DataType type =
        switch (base.get()) {
          case LIST -> list(word, depth);
          case VECTOR -> vector(word);
          case BOOL, INT32, INT64, FLOAT32, FLOAT64, STRING, BYTES, TIMESTAMP, DATE ->
              scalar(base.get());
        };
    return text.take("?").isPresent() ? type.orNull() : type;
  }

  private DataType scalar(BaseType base) throws TypeText.Unreadable {
    Optional<TypeText.Token> open = text.take("<");
    if (open.isPresent()) {
      throw text.wrong(
          open.get(),
          "says that " + base + " holds something, and it is a single value",
          "delete what stands between `<` and `>`, or write `list<" + base + ">`");
    }
    return DataType.of(base);
  }

  private DataType list(TypeText.Token word, int depth) throws TypeText.Unreadable {
    if (depth == DataType.MOST_NESTED) {
      throw text.wrong(
          word,
          "has lists in lists in lists, and at most " + DataType.MOST_NESTED + " may be nested",
          "give the inner one a table of its own, or keep it as a text");
    }
    TypeText.Token open = open(word, "list<string>");
    if (text.isAtEnd() || text.ahead().is(">")) {
      throw text.wrong(
          open, "says nothing about what the list holds", "write it like `list<string>`");
    }
    DataType element = type(depth + 1);
    Optional<TypeText.Token> comma = text.take(",");
    if (comma.isPresent()) {
      throw text.wrong(
          comma.get(),
          "says more of a list than what it holds, and a list is of any length",
          "write `" + DataType.listOf(element) + "`; a vector has a dimension");
    }
    close(open);
    return DataType.listOf(element);
  }

  private DataType vector(TypeText.Token word) throws TypeText.Unreadable {
    TypeText.Token open = open(word, "vector<float32, 384>");
    BaseType element = number();
    if (text.isAtEnd()) {
      throw text.wrong(
          open, "has a `<` that nothing closes", "write it like `vector<float32, 384>`" + BRACES);
    }
    if (text.take(",").isEmpty()) {
      throw dimensionless(text.ahead(), element);
    }
    int dimension = dimension(element);
    close(open);
    return DataType.vectorOf(element, dimension);
  }

  private BaseType number() throws TypeText.Unreadable {
    TypeText.Token word = text.word();
    Optional<BaseType> type = BaseType.ofWord(word.text());
    if (type.isEmpty()) {
      throw unknown(word, 1);
    }
    if (type.get() != BaseType.FLOAT32 && type.get() != BaseType.FLOAT64) {
      throw text.wrong(
          word,
          "is a vector of " + word.shown() + ", and a vector holds float32 or float64",
          "write `vector<float32, …>`, or make it a list");
    }
    Optional<TypeText.Token> mark = text.take("?");
    if (mark.isPresent()) {
      throw text.wrong(
          mark.get(),
          "says that a number of a vector may be missing, and a vector has all of them",
          "put the `?` behind the `>` when the whole vector may be missing");
    }
    return type.get();
  }

  private int dimension(BaseType element) throws TypeText.Unreadable {
    TypeText.Token number = text.word();
    if (number.text().isEmpty()) {
      throw dimensionless(number, element);
    }
    boolean isNumber = number.text().matches("[0-9]{1,9}");
    int dimension = isNumber ? Integer.parseInt(number.text()) : 0;
    boolean isPlain = Integer.toString(dimension).equals(number.text());
    if (!isPlain || dimension < 1 || dimension > DataType.MOST_DIMENSIONS) {
      throw text.wrong(
          number,
          "has the dimension `"
              + number.shown()
              + "`, and a vector has from 1 to "
              + DataType.MOST_DIMENSIONS
              + " numbers",
          "write how many, such as `vector<" + element + ", 384>`");
    }
    return dimension;
  }

  private TypeText.Unreadable dimensionless(TypeText.Token place, BaseType element) {
    return text.wrong(
        place,
        "does not say how many numbers a vector has",
        "write the dimension behind a comma: `vector<" + element + ", 384>`");
  }

  private TypeText.Token open(TypeText.Token word, String example) throws TypeText.Unreadable {
    Optional<TypeText.Token> open = text.take("<");
    if (open.isEmpty()) {
      throw text.wrong(
          word,
          "is a " + word.text() + " and does not say of what",
          "write it like `" + example + "`");
    }
    return open.get();
  }

  private void close(TypeText.Token open) throws TypeText.Unreadable {
    if (text.isAtEnd()) {
      throw text.wrong(open, "has a `<` that nothing closes", "add a `>`");
    }
    if (text.take(">").isEmpty()) {
      TypeText.Token other = text.ahead();
      throw text.wrong(
          other, "has `" + other.shown() + "` where a `>` is asked", "close what `<` opens");
    }
  }

  private TypeText.Unreadable unknown(TypeText.Token word, int depth) {
    List<String> words = Arrays.stream(BaseType.values()).map(BaseType::toString).toList();
    List<String> scalars =
        Arrays.stream(BaseType.values())
            .filter(BaseType::isScalar)
            .map(BaseType::toString)
            .toList();
    String all =
        "types: "
            + String.join(", ", scalars)
            + ", list<string>, vector<float32, 384>; with `?` when it may be missing";
    TypeText.Token place = depth == 0 && text.isPlain() ? text.whole() : word;
    String message =
        word.text().isEmpty() && !text.isPlain()
            ? "has nothing where a type is asked"
            : (depth == 0 ? "is `" : "has `") + place.shown() + "`, which is not a type";
    Optional<String> hint =
        elsewhere(place.text())
            .map(meant -> "did you mean `" + meant + "`?")
            .or(() -> Nearest.hint(place.text(), words));
    return text.wrong(place, message, hint.orElse(all));
  }

  /// What is meant by a word that other languages have for it.
  private static Optional<String> elsewhere(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "int", "integer" -> Optional.of("int32` or `int64");
      case "long", "bigint" -> Optional.of("int64");
      case "float", "real" -> Optional.of("float32` or `float64");
      case "double", "number" -> Optional.of("float64");
      case "boolean" -> Optional.of("bool");
      case "text", "str", "varchar" -> Optional.of("string");
      case "datetime" -> Optional.of("timestamp");
      case "array" -> Optional.of("list");
      case "tensor" -> Optional.of("vector");
      default -> Optional.empty();
    };
  }
}
