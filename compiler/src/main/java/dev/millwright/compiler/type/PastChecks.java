package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.compiler.memory.Trace;
import dev.millwright.compiler.reference.References;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.yaml.LocatedResource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Checks of single resources, spared where the resource is the same and everything that its check
/// asked about others is.
///
/// So a check that is run here asks only through [Checks]: what it learns otherwise is not seen,
/// and its end would be kept when it should not be.
final class PastChecks {
  private final Kept<Same<LocatedResource>, Past> kept;

  PastChecks(Memory memory) {
    this.kept = memory.kept();
  }

  /// What a check came to.
  private record Past(
      Trace<Look> trace, Resource typed, List<Diagnostic> findings, Optional<Columns> columns) {}

  /// One resource's check, done now or as it was done before. Its findings are the caller's to add,
  /// so that several may run at once.
  ///
  /// @param typed with every formula typed that has no finding
  record Checked<R extends Resource>(R typed, List<Diagnostic> findings) {}

  <R extends Resource> Checked<R> check(
      Checks checks,
      Declared<R> declared,
      Class<R> type,
      BiFunction<Checks, Declared<R>, R> check) {
    Past past =
        kept.get(
            new Same<>(declared.document()),
            it -> it.trace().holds(checks::answer),
            _ -> done(checks, declared, check));
    leave(checks, past);
    return new Checked<>(type.cast(past.typed()), past.findings());
  }

  private static <R extends Resource> Past done(
      Checks checks, Declared<R> declared, BiFunction<Checks, Declared<R>, R> check) {
    Trace<Look> trace = new Trace<>();
    Findings findings = new Findings();
    Checks watched = checks.watched(trace, findings);
    References.check(declared.document(), watched.declarations, findings);
    R typed = check.apply(watched, declared);
    @Nullable Columns columns = checks.columns.get(typed.metadata().name());
    return new Past(trace, typed, findings.list(), Optional.ofNullable(columns));
  }

  private static void leave(Checks checks, Past past) {
    Name name = past.typed().metadata().name();
    switch (past.typed()) {
      case FeatureSet _ -> past.columns().ifPresent(it -> checks.columns.put(name, it));
      case FeatureVector vector -> checks.vectors.put(name, vector);
      case Project _, Environment _, Connection _, Function _, Model _, ServingGraph _ -> {}
      case Workflow _, Monitor _ -> {}
    }
  }
}
