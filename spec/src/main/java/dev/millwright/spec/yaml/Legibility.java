package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.reader.StreamReader;

/// What keeps a text from being read as YAML at all.
final class Legibility {
  // Characters without a space or line break between them: nobody writes them, and all that reads
  // them reads them again and again.
  static final int LONGEST_WORD = 100_000;

  private static final Pattern CONFLICT = Pattern.compile("(?m)^<<<<<<< .*$");

  private Legibility() {}

  /// Absent when the text can be read.
  static Optional<Diagnostic> refusal(SourceText source) {
    if (source.text().length() > Documents.MOST_CHARACTERS) {
      String most = "the file has more than " + Documents.MOST_CHARACTERS + " characters";
      return refusal(Span.startOf(source.file()), most, "split it");
    }
    int word = longWord(source.text());
    if (word >= 0) {
      return refusal(
          source.span(word, word + 1),
          "more than " + LONGEST_WORD + " characters follow each other without a space",
          "break the line; what is data belongs where a Connection leads");
    }
    Matcher conflict = CONFLICT.matcher(source.text());
    if (conflict.find()) {
      return refusal(
          source.span(conflict.start(), conflict.end()),
          "git could not merge the file from here on",
          "keep the lines that are meant, and delete those that begin with `<`, `=` and `>`");
    }
    int strange = strangeCharacter(source.text());
    return strange < 0
        ? Optional.empty()
        : refusal(
            source.span(strange, strange + 1),
            "the control character U+%04X has no place in YAML"
                .formatted(source.text().codePointAt(strange)),
            "delete it");
  }

  private static Optional<Diagnostic> refusal(Span span, String message, String hint) {
    return Optional.of(Diagnostic.error(Rule.YAML_SYNTAX, span, message).hint(hint));
  }

  static boolean hasLongWord(SourceText source) {
    return longWord(source.text()) >= 0;
  }

  /// The offset of the first word that is too long, or -1.
  private static int longWord(String text) {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        start = i + 1;
      } else if (i - start >= LONGEST_WORD) {
        return start;
      }
    }
    return -1;
  }

  /// The offset of the first character that YAML does not allow, or -1.
  private static int strangeCharacter(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean plain = (c >= ' ' && c <= '~') || c == '\n';
      if (!plain && !StreamReader.isPrintable(text.codePointAt(i))) {
        return i;
      }
      i += plain ? 1 : Character.charCount(text.codePointAt(i));
    }
    return -1;
  }
}
