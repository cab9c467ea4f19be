package dev.millwright.spec.binding;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// JSON pointers (RFC 6901), and how a place and a value are called in a sentence.
final class Pointers {
  private static final Pattern INDEX = Pattern.compile("\\.(\\d+)(?=\\.|$)");
  private static final int SHOWN = 40;

  private Pointers() {}

  static String child(String parent, String key) {
    return String.join("/", parent, key.replace("~", "~0").replace("/", "~1"));
  }

  /// Such as `spec.features[2].type`, in backticks.
  static String path(String pointer) {
    if (pointer.isEmpty()) {
      return "the resource";
    }
    String dots = pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    return "`" + INDEX.matcher(dots).replaceAll("[$1]") + "`";
  }

  /// What stands there instead, such as: the text `far`.
  static String found(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> "nothing";
      case OBJECT, POJO -> "a mapping";
      case ARRAY -> "a list";
      case NUMBER -> "the number `" + cut(node.asString()) + "`";
      case BOOLEAN -> "`" + node.asString() + "`";
      case STRING, BINARY -> "the text `" + cut(node.asString()) + "`";
    };
  }

  /// The text, shortened when it is long, on one line.
  static String cut(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
  }
}
