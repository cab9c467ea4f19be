package dev.millwright.spec.diagnostic;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a change brings: findings that were not there before it. A finding is the same one when
/// file, rule and message are, wherever its line has moved to.
public final class NewFindings {
  private NewFindings() {}

  private record Same(String file, Rule rule, String message) {
    static Same of(Diagnostic finding) {
      return new Same(finding.span().file(), finding.rule(), finding.message());
    }
  }

  /// @param before of the same project, earlier
  public static List<Diagnostic> of(
      Collection<Diagnostic> findings, Collection<Diagnostic> before) {
    Map<Same, Integer> known = new HashMap<>();
    before.forEach(finding -> known.merge(Same.of(finding), 1, Integer::sum));
    return findings.stream()
        .sorted()
        .filter(finding -> known.merge(Same.of(finding), -1, Integer::sum) < 0)
        .toList();
  }
}
