package dev.millwright.spec.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Findings as the workflow commands by which GitHub Actions marks lines of a pull request. It
/// shows ten of a severity at most, so that the others are summed up in one that has no place.
///
/// @param prefix where the project stands in its repository, `/`-separated; empty at the root
public record Annotations(String prefix) {
  private static final int MOST = 10;

  /// A line a command.
  public List<String> lines(Collection<Diagnostic> findings) {
    List<String> lines = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      List<Diagnostic> same =
          findings.stream()
              .filter(finding -> finding.severity() == severity)
              .sorted()
              .distinct()
              .toList();
      same.stream().limit(MOST).map(this::line).forEach(lines::add);
      if (same.size() > MOST) {
        lines.add(
            "::notice title=millwright::%s more of severity %s stand in the output of millwright validate"
                .formatted(same.size() - MOST, severity.name().toLowerCase(Locale.ROOT)));
      }
    }
    return lines;
  }

  private String line(Diagnostic finding) {
    Span span = finding.span();
    String message = finding.message() + finding.hint().map(hint -> "\nhint: " + hint).orElse("");
    return "::%s file=%s,line=%s,endLine=%s,col=%s,endColumn=%s,title=%s::%s"
        .formatted(
            command(finding.severity()),
            property(Visible.line(prefix.isEmpty() ? span.file() : prefix + "/" + span.file())),
            span.line(),
            span.endLine(),
            span.column(),
            span.endColumn(),
            property(finding.rule().id() + ": " + finding.rule().summary()),
            data(Visible.of(message)));
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
