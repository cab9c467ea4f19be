package dev.millwright.compiler.declaration;

import dev.millwright.spec.diagnostic.Diagnostic;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Collects what is wrong. The same finding twice is one.
public final class Findings {
  private final SortedSet<Diagnostic> findings = new TreeSet<>();

  public void add(Diagnostic finding) {
    findings.add(finding);
  }

  public void addAll(Collection<Diagnostic> more) {
    findings.addAll(more);
  }

  /// In order of place.
  public List<Diagnostic> list() {
    return List.copyOf(findings);
  }
}
