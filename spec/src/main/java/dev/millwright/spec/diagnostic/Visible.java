package dev.millwright.spec.diagnostic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text that came from a repository, made harmless to whoever reads it: nothing that steers a
/// terminal, turns the reading around or hides, and no more than a person reads.
public final class Visible {
  /// The longest text that is shown, in characters.
  static final int LONGEST = 4_000;

  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\n]]");

  private Visible() {}

  /// The text with what cannot be seen by its number, such as `\\u202e`, and at most [#LONGEST]
  /// characters of it. Line breaks stay.
  public static String of(String text) {
    return INVISIBLE
        .matcher(clipped(text))
        .replaceAll(it -> Matcher.quoteReplacement("\\u%04x".formatted(it.group().codePointAt(0))));
  }

  /// JSON in which what cannot be seen is escaped, which changes nothing for a program.
  public static String json(String json) {
    return INVISIBLE.matcher(json).replaceAll(it -> Matcher.quoteReplacement(escaped(it.group())));
  }

  private static String escaped(String invisible) {
    return invisible.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
  }

  /// The same on one line.
  public static String line(String text) {
    return of(text).replace("\n", "\\n");
  }

  /// Whether a character shows itself, and only itself.
  static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  static String clipped(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }
}
