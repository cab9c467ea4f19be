package dev.millwright.builder;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;

/// What javac says, as diagnostics at places of the project.
final class CompilerFindings {
  private CompilerFindings() {}

  /// The errors, in order of place.
  static List<Diagnostic> of(
      String folder, List<javax.tools.Diagnostic<? extends JavaFileObject>> found) {
    return found.stream()
        .filter(finding -> finding.getKind() == javax.tools.Diagnostic.Kind.ERROR)
        .map(
            finding ->
                Diagnostic.error(Rule.SOURCE_COMPILATION, span(folder, finding), text(finding)))
        .distinct()
        .sorted()
        .toList();
  }

  private static Span span(
      String folder, javax.tools.Diagnostic<? extends JavaFileObject> finding) {
    if (!(finding.getSource() instanceof SourceText source)
        || finding.getPosition() == javax.tools.Diagnostic.NOPOS) {
      return Span.startOf(folder);
    }
    Place from = Place.of(source.text(), finding.getPosition());
    Place to = Place.of(source.text(), Math.max(finding.getPosition(), finding.getEndPosition()));
    return new Span(
        folder + "/" + source.path(), from.line(), from.column(), to.line(), to.column());
  }

  /// javac says one thing in several lines; one line is what a finding has.
  private static String text(javax.tools.Diagnostic<?> finding) {
    return finding
        .getMessage(Locale.ENGLISH)
        .lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /// javac expands tabs in its columns; ours count characters.
  private record Place(int line, int column) {
    static Place of(String text, long offset) {
      int end = (int) Math.min(offset, text.length());
      int line = 1;
      int start = 0;
      for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
        line++;
        start = at + 1;
      }
      return new Place(line, end - start + 1);
    }
  }
}
