package dev.millwright.spec.binding;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What to type where a value of another shape stands.
final class Likeness {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9_./]{0,59}");
  private static final int LONGEST = 100;

  private Likeness() {}

  /// A mapping.
  ///
  /// @param needed the fields that it cannot do without, each with a value to type
  static String mapping(Map<String, String> needed) {
    String like =
        needed.entrySet().stream()
            .map(field -> field.getKey() + ": " + field.getValue())
            .collect(Collectors.joining(", ", "write it like `{", "}`"));
    return needed.isEmpty() || like.length() > LONGEST
        ? "write its fields on lines of their own, indented below it"
        : like;
  }

  /// A list, which a single word is meant to be the only element of.
  static String list(JsonNode found) {
    String text = found.isString() ? found.asString() : "";
    return WORD.matcher(text).matches()
        ? "write `[" + text + "]`"
        : "write each element on a line of its own, behind `- `";
  }
}
