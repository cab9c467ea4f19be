package dev.millwright.spec.workflow;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reference in a text of a workflow, such as `${steps.prepare.outputs.rows}`. `$${` is a plain
/// `${`. As the whole of a text it has the type of what it leads to; in a longer one it becomes
/// part of the text.
///
/// @param path what stands between the braces, without space at its ends
/// @param start where the path starts in the text, counted from 0; @param end exclusive
/// @param closed whether its brace is ever closed
public record Reference(String path, int start, int end, boolean closed) {
  /// A text that is one reference and nothing else.
  public static final Pattern WHOLE = Pattern.compile("\\$\\{[^{}]+}");

  private static final Pattern ANY = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)(}?)");
  private static final Pattern STEP =
      Pattern.compile("steps\\.([a-z][-a-z0-9]*)\\.outputs\\.[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern QUOTED = Pattern.compile("'(?:[^']++|'')*+'");

  /// All references of a text, in order.
  public static List<Reference> in(String text) {
    Matcher matcher = ANY.matcher(text);
    return matcher
        .results()
        .filter(found -> found.group(1) != null)
        .map(
            found -> {
              String inside = found.group(1);
              int lead = inside.length() - inside.stripLeading().length();
              int start = found.start(1) + lead;
              String path = inside.strip();
              return new Reference(path, start, start + path.length(), !found.group(2).isEmpty());
            })
        .toList();
  }

  /// The reference that a text is, when it is one and nothing else.
  public static Optional<Reference> whole(String text) {
    return WHOLE.matcher(text).matches() ? in(text).stream().findFirst() : Optional.empty();
  }

  /// The step that a path leads to; empty when it leads elsewhere.
  public static Optional<String> step(String path) {
    Matcher matcher = STEP.matcher(path);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// The steps whose outputs an expression names.
  public static List<String> stepsOf(String expression) {
    String bare = QUOTED.matcher(expression).replaceAll("''");
    return STEP.matcher(bare).results().map(found -> found.group(1)).distinct().toList();
  }
}
