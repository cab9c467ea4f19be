package dev.millwright.cli.report;

import dev.millwright.spec.schema.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A field of the language for people; picocli markup for colour.
public final class ExplanationText {
  private static final int WIDTH = 30;

  private final List<String> lines = new ArrayList<>();

  private ExplanationText() {}

  /// @param deep whether all that is below is told as well, and not only the next level
  public static List<String> of(Explanation field, boolean deep) {
    ExplanationText text = new ExplanationText();
    text.head(field);
    if (!field.fields().isEmpty()) {
      text.lines.add("");
      text.lines.add("@|bold FIELDS|@");
      field.fields().forEach(below -> text.below(below, "  ", deep));
    }
    return text.lines;
  }

  private void head(Explanation field) {
    lines.add("@|bold %s|@  <%s>%s".formatted(field.path(), field.type(), needed(field)));
    lines.add("  " + field.description());
    lines.add("  a change is " + field.effect().word() + ": " + meaning(field));
    if (!field.executed()) {
      lines.add(
          field.taken()
              ? "  nothing executes it yet: it is checked and versioned, and using it is a warning"
              : "  nothing executes it yet: it is checked and versioned, and a platform refuses it");
    }
    field.standard().ifPresent(value -> lines.add("  default   " + value));
    field.examples().forEach(example -> lines.add("  example   " + shown(example)));
  }

  private static String meaning(Explanation field) {
    return switch (field.effect()) {
      case CONTRACT -> "a new version of this and of all that use it";
      case BEHAVIOUR -> "a new version";
      case OPERATIONAL -> "applied in place";
      case DOCUMENTATION -> "nothing that runs";
    };
  }

  private void below(Explanation field, String indent, boolean deep) {
    String name = field.path().substring(field.path().lastIndexOf('.') + 1);
    String head = indent + name + needed(field);
    String line = head + " ".repeat(Math.max(1, WIDTH - head.length()));
    lines.add(line + "<" + field.type() + ">  " + field.description());
    if (deep) {
      field.fields().forEach(next -> below(next, indent + "  ", true));
    }
  }

  private static String needed(Explanation field) {
    Optional<String> mark =
        switch (field.required()) {
          case YES -> Optional.of(" (required)");
          case ONE_OF -> Optional.of(" (one of these)");
          case NO -> Optional.empty();
        };
    boolean isKind = field.path().indexOf('.') < 0;
    return mark.filter(_ -> !isKind).orElse("");
  }

  /// As it is typed in YAML's flow style, which JSON is too.
  private static String shown(JsonNode example) {
    return example.isString() ? example.asString() : example.toString();
  }
}
