package dev.millwright.spec.binding;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.expression.TypeReader;
import dev.millwright.spec.expression.TypeReading;
import dev.millwright.spec.resource.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The words that several kinds share: names, types, expressions, amounts of time and memory.
final class Words {
  static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  static final String AN_IDENTIFIER = "a name of letters, digits and underscores";

  private static final Name STAND_IN = Name.of("x");

  private Words() {}

  static Name name(Value value, String example) {
    String text = label(value, example);
    return Name.isValid(text) ? Name.of(text) : STAND_IN;
  }

  /// A name like a resource's, as the text that stands there.
  static String label(Value value, String example) {
    String text = value.text("a name", example);
    if (value.node().isString() && !Name.isValid(text)) {
      value.invalid(
          "is `" + value.cut() + "`, which is not a name",
          Names.likely(text)
              .map(it -> "did you mean `" + it + "`? A name is " + Names.RULE)
              .orElse(Names.RULE + ", such as `" + example + "`"));
    }
    return text;
  }

  /// The name of a column, field or parameter.
  static String identifier(Value value, String example) {
    String text = value.node().stringValue("");
    return isIdentifier(text) ? text : value.matching(IDENTIFIER, AN_IDENTIFIER, example);
  }

  /// Whether [#IDENTIFIER] matches; quicker than it is.
  private static boolean isIdentifier(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!isLetter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 128;
  }

  static DataType type(Value value) {
    String text = value.text("a type", "float64");
    return switch (TypeReader.read(text)) {
      case TypeReading.Known(var type) -> type;
      case TypeReading.Wrong wrong -> {
        if (value.node().isString()) {
          value.invalid(wrong);
        }
        yield DataType.of(BaseType.STRING);
      }
    };
  }

  /// An expression; numbers and yes-or-no values are their own text.
  static Formula formula(Value value) {
    boolean isScalar =
        value.node().isString() || value.node().isNumber() || value.node().isBoolean();
    if (!isScalar) {
      value.wrongType("an expression", "write it like `delay > 15`");
      return Formula.written("NULL");
    }
    String text = value.node().asString();
    if (text.isBlank()) {
      value.invalid("is empty, and an expression is asked", "write it like `delay > 15`");
    }
    return Formula.written(text);
  }

  static SortedMap<String, Formula> formulas(Value value) {
    return value.map(IDENTIFIER, AN_IDENTIFIER, Words::formula);
  }

  /// At least one.
  static SortedMap<String, Formula> someFormulas(Value value) {
    if (value.node().isObject() && value.node().isEmpty()) {
      value.invalid("is empty, and at least one expression is asked", "add `name: expression`");
    }
    return formulas(value);
  }

  /// What a step is called: a name like a resource's.
  static String stepName(Fields fields) {
    return label(fields.required("name", "predict"), "predict");
  }

  static Duration duration(Value value, String example) {
    Optional<Duration> duration = Quantities.duration(value.text("a duration", example));
    if (duration.isEmpty() && value.node().isString()) {
      value.invalid(
          "is `" + value.cut() + "`, which is not a duration",
          "a whole number with ms, s, m, h or d, such as `" + example + "`");
    }
    return duration.orElse(Duration.ofSeconds(1));
  }

  static Duration positiveDuration(Value value, String example) {
    Duration duration = duration(value, example);
    if (duration.isZero()) {
      value.invalid("is no time at all", "write it like `" + example + "`");
    }
    return duration;
  }

  static Instant instant(Value value, String example) {
    Optional<Instant> instant = Quantities.instant(value.text("a time", example));
    if (instant.isEmpty() && value.node().isString()) {
      value.invalid(
          "is `" + value.cut() + "`, which is not a time with its zone",
          "write it like `" + example + "`");
    }
    return instant.orElse(Instant.EPOCH);
  }

  static Resources resources(Fields fields) {
    return new Resources(
        fields.optional("memory").map(Words::memory),
        fields.optional("cpu").map(Words::cpu),
        fields.planned("gpu").map(value -> value.integer(0, 64)).filter(count -> count > 0));
  }

  /// A reference to another resource by its name, in a mapping that says of which kind.
  static Name reference(Fields fields, String field, String example) {
    return reference(fields.required(field, example), example);
  }

  /// A reference to another resource by its name, behind which a pin may stand, see [Pinned].
  static Name reference(Value value, String example) {
    String text = value.node().asString("");
    Optional<String> pinned = Pinned.name(text);
    if (pinned.isEmpty() && text.contains("@")) {
      value.invalid(
          "is `" + value.cut() + "`, which is not a name with a version behind `@`",
          "write it like `" + example + "@1.2.0`");
      return STAND_IN;
    }
    return pinned.map(Name::of).orElseGet(() -> name(value, example));
  }

  static List<NamedType> namedTypes(Value value) {
    return value.unique(value.list(element -> element.fields(Words::namedType)), NamedType::name);
  }

  /// At least one.
  static List<NamedType> someNamedTypes(Value value) {
    return value.unique(value.some(element -> element.fields(Words::namedType)), NamedType::name);
  }

  static Address address(Value value) {
    String text = value.text("a resource as Kind/name", "ServingGraph/predict-delay");
    int slash = text.indexOf('/');
    Optional<Kind> kind = slash < 0 ? Optional.empty() : Kind.ofWord(text.substring(0, slash));
    String name = text.substring(slash + 1);
    if (kind.isPresent() && Name.isValid(name)) {
      return new Address(kind.get(), Name.of(name));
    }
    if (value.node().isString()) {
      value.invalid(
          "is `" + value.cut() + "`, which is not a resource as Kind/name",
          likely(text)
              .map(it -> "did you mean `" + it + "`?")
              .orElse("write it like `ServingGraph/predict-delay`"));
    }
    return Address.of(Kind.PROJECT, "x");
  }

  /// The resource that a text means in another spelling, or with a version behind it.
  private static Optional<Address> likely(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    List<String> kinds = Arrays.stream(Kind.values()).map(Kind::word).toList();
    String name = text.substring(slash + 1).replaceFirst("@.*", "");
    return Nearest.to(text.substring(0, slash), kinds)
        .flatMap(Kind::ofWord)
        .flatMap(kind -> Names.likely(name).map(likely -> new Address(kind, Name.of(likely))));
  }

  /// A text constant by the type it must have, in canonical text.
  static Function<Value, String> constant(BaseType type) {
    return value -> {
      if (!value.node().isValueNode() || value.node().isNull()) {
        value.wrongType("one value", "write a value of type " + type);
        return "";
      }
      Optional<String> text = Constants.of(type, value.node());
      if (text.isEmpty()) {
        value.invalid(
            "is " + Pointers.found(value.node()) + ", and the type is " + type,
            "write a value of type " + type);
      }
      return text.orElse("");
    };
  }

  private static NamedType namedType(Fields fields) {
    String name = identifier(fields.required("name", "origin"), "origin");
    return new NamedType(name, type(fields.required("type", "string")));
  }

  private static long memory(Value value) {
    if (!value.node().isString() && !value.node().isNumber()) {
      value.wrongType("an amount of memory", "write it like `512Mi`");
      return 1;
    }
    Optional<Long> bytes = Quantities.memory(value.node().asString());
    if (bytes.isEmpty()) {
      value.invalid(
          "is `" + value.cut() + "`, which is not an amount of memory",
          "a Kubernetes quantity, such as `512Mi` or `2Gi`");
    }
    return bytes.orElse(1L);
  }

  /// Thousandths of a processor.
  private static long cpu(Value value) {
    if (!value.node().isString() && !value.node().isNumber()) {
      value.wrongType("an amount of processors", "write it like `500m` or `2`");
      return 1;
    }
    Optional<Long> millis = Quantities.cpu(value.node().asString());
    if (millis.isEmpty()) {
      value.invalid(
          "is `" + value.cut() + "`, which is not an amount of processors",
          "a Kubernetes quantity, such as `500m`, `2` or `1.5`");
    }
    return millis.orElse(1L);
  }

  /// Constants by name, whose types are somebody else's to check.
  static SortedMap<String, String> constants(Value value) {
    return value.map(IDENTIFIER, AN_IDENTIFIER, Words::constant);
  }

  /// One constant, whose type is somebody else's to check.
  static String constant(Value value) {
    if (!value.node().isValueNode() || value.node().isNull()) {
      value.wrongType("one value", "write it like `80`");
      return "";
    }
    return Constants.of(value.node());
  }
}
