package dev.millwright.spec.binding;

import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.expression.TypeReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One value of a document, to be read as what belongs there. Whatever it is instead becomes a
/// finding, and a stand-in is answered so that reading goes on; a document with findings binds to
/// nothing, so no stand-in is ever seen outside.
final class Value {
  private final JsonNode node;
  private final Pointer pointer;
  private final Findings findings;

  Value(JsonNode node, Pointer pointer, Findings findings) {
    this.node = node;
    this.pointer = pointer;
    this.findings = findings;
  }

  /// The same place with nothing in it, and nothing said about that.
  Value muted() {
    return new Value(JsonNodeFactory.instance.missingNode(), pointer, findings.muted());
  }

  JsonNode node() {
    return node;
  }

  String cut() {
    return Pointers.cut(node.asString(""));
  }

  void wrongType(String asked, String hint) {
    findings.wrongType(pointer.text(), asked, node, hint);
  }

  void invalid(String message, String hint) {
    findings.invalid(pointer.text(), message, hint);
  }

  /// Refuses a text as a type, at the part that is wrong.
  void invalid(TypeReading.Wrong wrong) {
    findings.invalidWithin(pointer.text(), node.asString(), wrong);
  }

  /// Refuses what must not be in a commit.
  void secret(String message, String hint) {
    findings.secret(pointer.text(), message, hint);
  }

  /// The value of a key of this mapping.
  Value at(String key) {
    return child(key, node.path(key));
  }

  /// Text, as it is; the empty text when it is none.
  ///
  /// @param asked what the text is called in a sentence
  String text(String asked, String example) {
    if (node.isString()) {
      return node.asString();
    }
    wrongType(asked, "write it like `" + example + "`");
    return "";
  }

  /// Text in which a number would be at home too, if only it stood in quotes.
  String prose(String example) {
    boolean quotable = node.isNumber() || node.isBoolean();
    if (quotable) {
      wrongType("text", "put it in quotes: \"" + cut() + "\"");
      return "";
    }
    return text("text", example);
  }

  /// Text that says something.
  String words(String example) {
    String text = prose(example);
    if (node.isString() && text.isBlank()) {
      invalid("is empty, and something is asked", "write it like `" + example + "`");
    }
    return text;
  }

  /// Text of a form.
  String matching(Pattern pattern, String asked, String example) {
    String text = text(asked, example);
    if (node.isString() && !pattern.matcher(text).matches()) {
      invalid("is `" + cut() + "`, which is not " + asked, "write it like `" + example + "`");
    }
    return text;
  }

  boolean flag() {
    if (!node.isBoolean()) {
      wrongType("true or false", "write `true` or `false`, without quotes");
    }
    return node.asBoolean(false);
  }

  /// A whole number within bounds, both inclusive.
  int integer(int minimum, int maximum) {
    if (!node.isNumber() || node.doubleValue() != Math.rint(node.doubleValue())) {
      wrongType("a whole number", "write it like `" + minimum + "`");
      return minimum;
    }
    double number = node.doubleValue();
    if (number < minimum || number > maximum) {
      String bounds =
          maximum == Integer.MAX_VALUE
              ? "at least " + minimum
              : "between " + minimum + " and " + maximum;
      invalid("is " + cut() + ", and must be " + bounds, "write a whole number " + bounds);
    }
    return (int) Math.clamp(number, minimum, maximum);
  }

  double number() {
    if (!node.isNumber()) {
      wrongType("a number", "write it like `0.1`");
    }
    return node.asDouble(0);
  }

  /// A number above zero.
  double positiveNumber() {
    double number = number();
    if (node.isNumber() && number <= 0) {
      invalid("is " + cut() + ", and must be above 0", "write it like `0.2`");
    }
    return number;
  }

  /// Warns that nothing executes what stands here yet, so that a platform refuses it.
  void notTaken() {
    findings.notTaken(pointer.text());
  }

  void unknownKind(List<String> kinds) {
    findings.unknownKind(node.asString(""), kinds);
  }

  /// One of an enum's constants, in lower case. A YAML null is the word `null` where that is one.
  <E extends Enum<E>> E choice(Class<E> type) {
    String given = node.isNull() ? "null" : node.stringValue("");
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (constant.name().length() == given.length() && word(constant).equals(given)) {
        return constant;
      }
    }
    choice(Arrays.stream(constants).map(Value::word).toList());
    return constants[0];
  }

  /// The same, where nothing executes any but one yet.
  <E extends Enum<E>> E choice(Class<E> type, E taken) {
    E choice = choice(type);
    if (choice != taken) {
      notTaken();
    }
    return choice;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// One of these words.
  String choice(List<String> words) {
    if (node.isString() && words.contains(node.asString())) {
      return node.asString();
    }
    String allowed = String.join(", ", words);
    String text = text("one of: " + allowed, words.getFirst());
    if (node.isString()) {
      invalid(
          "is `" + cut() + "`; allowed: " + allowed,
          Nearest.hint(text, words).orElse("write `" + words.getFirst() + "`"));
    }
    return text;
  }

  /// A mapping with known fields; each other one is a finding.
  <T> T fields(Function<Fields, T> reader) {
    if (!node.isObject()) {
      Fields none = new Fields(JsonNodeFactory.instance.objectNode(), pointer, findings.muted());
      T answer = reader.apply(none);
      if (!node.isMissingNode()) {
        wrongType("a mapping", Likeness.mapping(none.needed()));
      }
      return answer;
    }
    Fields fields = new Fields((ObjectNode) node, pointer, findings);
    T answer = reader.apply(fields);
    fields.refuseOthers();
    return answer;
  }

  <T> List<T> list(Function<Value, T> reader) {
    if (!node.isArray()) {
      wrongType("a list", Likeness.list(node));
      return List.of();
    }
    List<T> list = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      list.add(reader.apply(new Value(node.get(i), pointer.element(i), findings)));
    }
    return list;
  }

  /// A list of at least one element.
  <T> List<T> some(Function<Value, T> reader) {
    if (node.isArray() && node.isEmpty()) {
      invalid("is empty, and at least one element is asked", "add one, behind `- `");
    }
    return list(reader);
  }

  /// Refuses elements of this list whose names repeat.
  <T> List<T> unique(List<T> elements, Function<T, String> nameOf) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      String name = nameOf.apply(elements.get(i));
      Integer earlier = first.putIfAbsent(name, i);
      if (earlier != null && !name.isEmpty()) {
        findings.duplicate(pointer.element(earlier).text(), pointer.element(i).text(), name);
      }
    }
    return elements;
  }

  /// A mapping whose keys are the author's.
  ///
  /// @param asked what a key is called in a sentence
  <T> SortedMap<String, T> map(Pattern keys, String asked, Function<Value, T> reader) {
    SortedMap<String, T> map = new TreeMap<>();
    if (!node.isObject()) {
      wrongType("a mapping", "write its entries as `key: value`");
      return map;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Value value = child(entry.getKey(), entry.getValue());
      if (!keys.matcher(entry.getKey()).matches()) {
        findings.invalidKey(pointer.text(), entry.getKey(), keys, asked);
      }
      map.put(entry.getKey(), reader.apply(value));
    }
    return map;
  }

  private Value child(String key, JsonNode value) {
    return new Value(value, pointer.child(key), findings);
  }

  /// The value if it is one; empty when nothing stands there.
  Optional<Value> present() {
    return node.isMissingNode() ? Optional.empty() : Optional.of(this);
  }
}
