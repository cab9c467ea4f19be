package dev.millwright.spec.fuzz;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Diagnostics;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Any bytes as a file of a project: resources and findings come of it, each finding in the file,
/// and what is printed of them steers nothing.
public final class YamlFuzz {
  private static final String FILE = "x.yaml";

  private YamlFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Reading reading = ResourceReader.read(FILE, data);
    String text = new String(data, StandardCharsets.UTF_8);
    long lines = text.chars().filter(YamlFuzz::isBreak).count() + 1;
    for (Diagnostic finding : reading.findings()) {
      hold(finding.span().file().equals(FILE), finding);
      hold(finding.span().line() >= 1 && finding.span().line() <= lines, finding);
      hold(finding.span().column() >= 1, finding);
      hold(finding.span().endLine() >= finding.span().line(), finding);
    }
    hold(
        reading.broken().isEmpty()
            || reading.findings().stream().anyMatch(it -> it.severity() == Severity.ERROR),
        reading);
    String printed = Diagnostics.text(reading.findings(), _ -> Optional.of(text), false);
    hold(printed.chars().noneMatch(it -> it != '\n' && Character.isISOControl(it)), printed);
  }

  private static boolean isBreak(int sign) {
    return sign == '\n' || sign == '\r' || sign == 0x85 || sign == 0x2028 || sign == 0x2029;
  }

  private static void hold(boolean holds, Object what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
