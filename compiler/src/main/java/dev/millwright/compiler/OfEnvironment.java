package dev.millwright.compiler;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Environment;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which findings matter to one environment.
///
/// @param target absent: all of them do
record OfEnvironment(Declarations declarations, Optional<Declared<Environment>> target) {
  /// What another environment asks of a platform does not keep this one from running.
  boolean concerns(Diagnostic finding) {
    return target.isEmpty()
        || finding.rule() != Rule.NOT_TAKEN
        || declarations.all(Environment.class).stream()
            .filter(it -> !it.document().address().equals(target.get().document().address()))
            .noneMatch(it -> isWithin(finding.span(), it.document().spanOf("")));
  }

  /// What is wrong with the rollout of an environment is said there, and not again at each graph
  /// that it is filled in for.
  List<Diagnostic> withoutEchoes(List<Diagnostic> findings) {
    Optional<Span> rollout =
        target
            .filter(it -> it.resource().rollout().isPresent())
            .map(it -> it.document().spanOf("/spec/rollout"));
    if (rollout.isEmpty()) {
      return findings;
    }
    Set<String> said = new HashSet<>();
    findings.stream()
        .filter(it -> it.severity() == Severity.ERROR && isWithin(it.span(), rollout.get()))
        .forEach(it -> said.add(it.rule() + it.message()));
    return findings.stream()
        .filter(
            it -> isWithin(it.span(), rollout.get()) || !said.contains(it.rule() + it.message()))
        .toList();
  }

  private static boolean isWithin(Span part, Span whole) {
    return part.file().equals(whole.file())
        && part.line() >= whole.line()
        && part.endLine() <= whole.endLine();
  }
}
