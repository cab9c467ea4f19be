package dev.millwright.serving.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a request's body.
public sealed interface Parsed {
  /// The fields' values in declared order, at the start of a row as wide as was asked.
  @SuppressWarnings("ArrayRecordComponent") // the row is handed on to its one request, not compared
  record Valid(@Nullable Object[] row) implements Parsed {}

  /// Not JSON.
  record Malformed(String message) implements Parsed {}

  /// JSON that breaks the contract: all the ways, in order of the body, up to a hundred.
  record Violating(List<Violation> violations) implements Parsed {
    public Violating {
      violations = List.copyOf(violations);
    }
  }
}
