package dev.millwright.compiler.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text that came from a repository, in Markdown: it mentions nobody, links nowhere and is no HTML.
final class Markup {
  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final Pattern MARKS = Pattern.compile("[\\\\*_\\[\\]<>#~|&!$]");

  /// Where hosts look for mentions, numbers of issues and addresses.
  private static final Pattern LINKING = Pattern.compile("@|#|:(?=/)|(?i:www)(?=\\.)");

  private static final String JOINER = "\u2060";

  private Markup() {}

  /// One line of code, whatever stands in it. In a table the bars have to be escaped as well.
  static String code(String text) {
    String visible = visible(text);
    String fence = "`".repeat(longest(visible) + 1);
    String space = visible.startsWith("`") || visible.endsWith("`") ? " " : "";
    return fence + space + visible + space + fence;
  }

  /// A sentence whose parts between backticks are code.
  static String sentence(String text) {
    String[] parts = visible(text).split("`", -1);
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean isCode = i % 2 == 1 && !parts[i].isBlank();
      sentence.append(isCode ? code(parts[i]).replace("|", "\\|") : plain(parts[i]));
    }
    return sentence.toString();
  }

  private static String plain(String text) {
    String unlinked = LINKING.matcher(text).replaceAll("$0" + JOINER);
    return MARKS.matcher(unlinked).replaceAll("\\\\$0");
  }

  /// A fence that no line of a text can close.
  static String fence(String text) {
    return "`".repeat(Math.max(3, longest(text) + 1));
  }

  private static int longest(String text) {
    return BACKTICKS.matcher(text).results().mapToInt(it -> it.group().length()).max().orElse(0);
  }

  /// With characters that cannot be seen, or turn the reading around, by their number.
  static String visible(String text) {
    return INVISIBLE
        .matcher(text)
        .replaceAll(
            it -> Matcher.quoteReplacement("\\u%s".formatted(hex(it.group().codePointAt(0)))));
  }

  private static String hex(int codePoint) {
    String hex = Integer.toHexString(codePoint);
    return "0".repeat(Math.max(0, 4 - hex.length())) + hex;
  }
}
