package dev.millwright.serving.process;

import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.Outcome;
import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.request.Parsed;
import dev.millwright.serving.request.RequestReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One request's way from its body to status and body of the answer, whoever carries them.
///
/// @param passage the way through the graph, when the request got that far
@SuppressWarnings("ArrayRecordComponent") // written to the answer, never compared
public record Exchange(int status, byte[] body, Optional<Passage> passage) {
  /// When a request came, on both clocks.
  ///
  /// @param entered on the clock of deadlines, in nanoseconds
  public record Entrance(Instant arrived, long entered) {
    public static Entrance now() {
      return new Entrance(Instant.now(), System.nanoTime());
    }
  }

  /// Takes a body through a graph.
  ///
  /// @param explain whether the answer tells what stands behind it
  public static Exchange of(
      BoundGraph graph, RequestReader reader, byte[] body, Entrance entrance, boolean explain) {
    return switch (reader.read(body, graph.width())) {
      case Parsed.Malformed(var message) -> of(Problem.of(400, "malformed", message));
      case Parsed.Violating(var violations) -> of(Problem.violating("request", violations));
      case Parsed.Valid(var row) ->
          of(graph.run(row, entrance.arrived(), entrance.entered()), explain);
    };
  }

  private static Exchange of(Passage passage, boolean explain) {
    return switch (passage.outcome()) {
      case Outcome.Answered _ ->
          new Exchange(200, Answer.json(passage, explain), Optional.of(passage));
      case Outcome.Refused(var step, var violations) ->
          of(passage, Problem.violating(step, violations));
      case Outcome.Failed(var step, var message, var _) ->
          of(passage, new Problem(500, "step_failed", message, step, List.of()));
      case Outcome.Late(var step) ->
          of(
              passage,
              new Problem(
                  504, "late", "no time was left when " + step + " ended", step, List.of()));
    };
  }

  private static Exchange of(Passage passage, Problem problem) {
    return new Exchange(problem.status(), problem.json(), Optional.of(passage));
  }

  private static Exchange of(Problem problem) {
    return new Exchange(problem.status(), problem.json(), Optional.empty());
  }
}
