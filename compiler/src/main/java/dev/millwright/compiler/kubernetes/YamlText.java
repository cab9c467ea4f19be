package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.json.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A tree as YAML that every version of YAML reads alike: a text is quoted unless it is plainly a
/// word. `77e01234`, `0755` and `no` are numbers and truths to some readers.
final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][-A-Za-z0-9_./]*");
  private static final Pattern LINES =
      Pattern.compile("[\\x20-\\x7e\\xa1-\\u2027\\u202a-\\ud7ff\\n]*\\n");
  private static final Pattern UNSEEN = Pattern.compile("[\\x7f-\\xa0\\u2028\\u2029\\ufeff]");
  private static final Set<String> OTHER_THINGS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  /// Ended by a line break.
  static String of(ObjectNode object) {
    YamlText yaml = new YamlText();
    yaml.fields(object, "");
    return yaml.text.toString();
  }

  /// The first field follows whatever stands on the line already; the others begin with the indent.
  private void fields(ObjectNode object, String indent) {
    String before = "";
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      text.append(before).append(scalar(field.getKey())).append(':');
      value(field.getValue(), indent);
      before = indent;
    }
  }

  private void value(JsonNode value, String indent) {
    switch (value) {
      case ObjectNode object when !object.isEmpty() -> {
        text.append('\n').append(indent).append("  ");
        fields(object, indent + "  ");
      }
      case ArrayNode array when !array.isEmpty() -> items(array, indent);
      default -> leaf(value, indent);
    }
  }

  private void items(ArrayNode array, String indent) {
    text.append('\n');
    for (JsonNode item : array) {
      text.append(indent).append('-');
      if (item instanceof ObjectNode object && !object.isEmpty()) {
        text.append(' ');
        fields(object, indent + "  ");
      } else {
        value(item, indent + "  ");
      }
    }
  }

  private void leaf(JsonNode value, String indent) {
    boolean isBlock = value.isString() && LINES.matcher(value.asString()).matches();
    if (isBlock && !value.asString().startsWith(" ") && !value.asString().startsWith("\n")) {
      block(value.asString(), indent + "  ");
    } else {
      text.append(' ').append(value.isString() ? scalar(value.asString()) : value).append('\n');
    }
  }

  private void block(String lines, String indent) {
    text.append(lines.endsWith("\n\n") ? " |+\n" : " |\n");
    lines.lines().forEach(line -> text.append(line.isEmpty() ? "" : indent + line).append('\n'));
  }

  private static String scalar(String value) {
    boolean isWord =
        PLAIN.matcher(value).matches() && !OTHER_THINGS.contains(value.toLowerCase(Locale.ROOT));
    return isWord ? value : quoted(value);
  }

  /// As JSON, but for what is a line break to YAML, or cannot be seen.
  private static String quoted(String value) {
    return UNSEEN
        .matcher(Json.write(value))
        .replaceAll(
            found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }
}
