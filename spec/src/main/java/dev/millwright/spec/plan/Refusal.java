package dev.millwright.spec.plan;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Severity;
import java.util.List;

/// One thing that speaks against a plan.
///
/// @param finding an error refuses the plan, a warning does not
/// @param instead the commits that lead to the same end, in order, in words; empty when there is
///   another cure, which is the finding's hint
public record Refusal(Diagnostic finding, List<String> instead) {
  public Refusal {
    instead = List.copyOf(instead);
  }

  /// Whether it refuses the plan, and does not only warn.
  public boolean refuses() {
    return finding.severity() == Severity.ERROR;
  }

  /// One whose cure is the hint.
  public static Refusal of(Diagnostic finding) {
    return new Refusal(finding, List.of());
  }
}
