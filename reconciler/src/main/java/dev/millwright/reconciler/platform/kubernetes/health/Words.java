package dev.millwright.reconciler.platform.kubernetes.health;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Texts of others, made fit for a sentence.
final class Words {
  private static final int LONGEST = 400;
  private static final Pattern LOGIN = Pattern.compile("://[^/@\\s\"]+@");

  /// Lines of a stack trace below its first.
  private static final Pattern FRAME = Pattern.compile("\\s+at .*|\\s*\\.\\.\\. \\d+ more");

  private Words() {}

  /// On one line, without logins in addresses, and not too long.
  static String of(String text) {
    String line =
        LOGIN
            .matcher(text.strip().replaceAll("\\s+", " "))
            .replaceAll("://")
            .replaceAll("\\.$", "");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /// The end of a log, without stack frames.
  static String last(String log) {
    List<String> lines =
        log.lines().filter(it -> !it.isBlank() && !FRAME.matcher(it).matches()).toList();
    String text = lines.stream().map(String::strip).collect(Collectors.joining("; "));
    String clean = LOGIN.matcher(text).replaceAll("://");
    return of(clean.substring(Math.max(0, clean.length() - LONGEST)));
  }
}
