package dev.millwright.serving.graph;

import dev.millwright.serving.request.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a request's way through the graph ended.
public sealed interface Outcome {
  /// @param response the response's values in declared order
  @SuppressWarnings("ArrayRecordComponent") // written to the answer, never compared
  record Answered(@Nullable Object[] response) implements Outcome {}

  /// The request or what it looked up breaks the contract.
  ///
  /// @param step the step that found it
  record Refused(String step, List<Violation> violations) implements Outcome {
    public Refused {
      violations = List.copyOf(violations);
    }
  }

  /// A step broke.
  record Failed(String step, String message, RuntimeException cause) implements Outcome {}

  /// The graph's time was over when this step ended.
  record Late(String step) implements Outcome {}
}
