package dev.millwright.spec.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Why a rule is there, and how a mistake against it is mended.
///
/// @param cause in sentences
/// @param wrong what breaks the rule, as it is typed
/// @param right what to type instead
public record RuleExplanation(String id, String summary, String cause, String wrong, String right) {
  private static final String WRONG = "\nWrong:\n";
  private static final String RIGHT = "\nRight:\n";

  /// Every rule has one.
  public static RuleExplanation of(Rule rule) {
    String text = read(rule);
    int wrong = text.indexOf(WRONG);
    int right = text.indexOf(RIGHT);
    if (wrong < 0 || right < wrong) {
      throw new IllegalStateException(rule.id() + " is not explained in full");
    }
    return new RuleExplanation(
        rule.id(),
        rule.summary(),
        text.substring(0, wrong).strip(),
        text.substring(wrong + WRONG.length(), right).strip(),
        text.substring(right + RIGHT.length()).strip());
  }

  /// For people.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(id + ": " + summary);
    lines.add("");
    lines.addAll(cause.lines().toList());
    lines.add("");
    lines.add("Wrong:");
    wrong.lines().forEach(line -> lines.add("    " + line));
    lines.add("Right:");
    right.lines().forEach(line -> lines.add("    " + line));
    return lines;
  }

  /// For the reference.
  public String markdown() {
    return """
        ## %s: %s

        %s

        Wrong:

        ```text
        %s
        ```

        Right:

        ```text
        %s
        ```
        """
        .formatted(id, summary, cause, wrong, right);
  }

  private static String read(Rule rule) {
    String name = "rules/" + rule.id().toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream text = RuleExplanation.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException(rule.id() + " is not explained");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
