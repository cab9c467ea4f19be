package dev.millwright.spec.diagnostic;

import java.util.List;
import java.util.function.Supplier;

/// What a pass over user input answers: a value with warnings, or everything that is wrong with it.
public sealed interface Checked<T> {
  record Ok<T>(T value, List<Diagnostic> warnings) implements Checked<T> {
    public Ok {
      warnings = List.copyOf(warnings);
    }
  }

  /// At least one of the diagnostics is an error.
  record Rejected<T>(List<Diagnostic> diagnostics) implements Checked<T> {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /// All findings, errors and warnings, in order of place.
  default List<Diagnostic> findings() {
    return switch (this) {
      case Ok<T>(var _, var warnings) -> warnings.stream().sorted().toList();
      case Rejected<T>(var diagnostics) -> diagnostics.stream().sorted().toList();
    };
  }

  /// Ok with these findings as warnings if none is an error, else rejected. The value is asked for
  /// only when it is ok.
  static <T> Checked<T> of(List<Diagnostic> findings, Supplier<T> value) {
    boolean rejected = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    return rejected ? new Rejected<>(findings) : new Ok<>(value.get(), findings);
  }
}
