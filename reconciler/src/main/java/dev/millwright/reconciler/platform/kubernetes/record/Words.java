package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Words as the cluster writes them.
final class Words {
  private static final int SHORT = 8;

  /// The longest text of a status; the definitions say so as well.
  private static final int LONGEST = 4096;

  private Words() {}

  /// A word of several as one: `RollingOut`.
  static String camel(Enum<?> word) {
    StringBuilder text = new StringBuilder();
    for (String part : word.name().split("_", -1)) {
      text.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  /// A commit's first digits.
  static String brief(String revision) {
    return clipped(revision, SHORT);
  }

  /// The name of a release's object.
  static String release(Digest id) {
    return "release-" + id.brief();
  }

  static String clipped(String text) {
    return clipped(text, LONGEST);
  }

  /// As much of a text as fits into so many bytes of UTF-8.
  static String inBytes(String text, int longest) {
    String fitting = clipped(text, longest);
    while (fitting.getBytes(StandardCharsets.UTF_8).length > longest) {
      fitting = clipped(fitting, fitting.length() - 1);
    }
    return fitting;
  }

  /// As much of a text as fits; half a character is none.
  static String clipped(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
