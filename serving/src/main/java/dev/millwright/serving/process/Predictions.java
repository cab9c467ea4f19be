package dev.millwright.serving.process;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.Outcome;
import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.measure.Measurements;
import dev.millwright.serving.record.Recorder;
import dev.millwright.serving.record.Recording;
import dev.millwright.serving.request.Parsed;
import dev.millwright.serving.request.RequestReader;
import dev.millwright.spec.Digest;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Answers requests of one graph.
final class Predictions implements Handler {
  static final HeaderName RELEASE = HeaderNames.create("Millwright-Release");
  static final HeaderName REQUEST = HeaderNames.create("Millwright-Request");
  private static final HeaderName VERSIONS = HeaderNames.create("Millwright-Versions");
  private static final HeaderName SNAPSHOTS = HeaderNames.create("Millwright-Snapshots");
  private static final HeaderName EXPLAIN = HeaderNames.create("Millwright-Explain");

  private final Bindings bindings;
  private final RequestReader reader;
  private final Measurements measurements;
  private final Recorder recorder;
  private final String token;

  /// @param token marks the platform's own requests, see [WarmUp]
  Predictions(Bindings bindings, Measurements measurements, Recorder recorder, String token) {
    this.token = token;
    this.bindings = bindings;
    this.reader = new RequestReader(bindings.graph().graph().request());
    this.measurements = measurements;
    this.recorder = recorder;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long entered = System.nanoTime();
    Instant arrived = Instant.now();
    boolean warmUp =
        !token.isEmpty() && request.headers().first(WarmUp.MARK).filter(token::equals).isPresent();
    String id = request.headers().first(REQUEST).orElseGet(() -> UUID.randomUUID().toString());
    response.header(REQUEST, id);
    Optional<BoundGraph> graph = graph(request);
    if (graph.isEmpty()) {
      send(
          response,
          Problem.of(503, "release_not_bound", "this process does not answer for that release"));
      return;
    }
    response.header(RELEASE, graph.get().release().hex());
    response.header(VERSIONS, Headers.versions(graph.get().versions()));
    byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    int status =
        answer(
            reader.read(body, graph.get().width()),
            graph.get(),
            response,
            new Call(id, arrived, entered, explains(request), warmUp));
    if (!warmUp) {
      measurements.answered(
          graph.get().release(), graph.get().name(), status, System.nanoTime() - entered);
    }
  }

  /// @param entered on the clock of deadlines
  private record Call(String id, Instant arrived, long entered, boolean explain, boolean warmUp) {}

  private int answer(Parsed parsed, BoundGraph graph, ServerResponse response, Call call) {
    return switch (parsed) {
      case Parsed.Malformed(var message) -> send(response, Problem.of(400, "malformed", message));
      case Parsed.Violating(var violations) ->
          send(response, Problem.violating("request", violations));
      case Parsed.Valid(var row) ->
          answer(graph.run(row, call.arrived(), call.entered()), response, call);
    };
  }

  private int answer(Passage passage, ServerResponse response, Call call) {
    if (!passage.snapshots().isEmpty()) {
      response.header(SNAPSHOTS, Headers.snapshots(passage.snapshots()));
    }
    int status =
        switch (passage.outcome()) {
          case Outcome.Answered _ -> send(response, 200, Answer.json(passage, call.explain()));
          case Outcome.Refused(var step, var violations) ->
              send(response, Problem.violating(step, violations));
          case Outcome.Failed(var step, var message, var _) ->
              send(response, new Problem(500, "step_failed", message, step, java.util.List.of()));
          case Outcome.Late(var step) ->
              send(
                  response,
                  new Problem(
                      504,
                      "late",
                      "no time was left when " + step + " ended",
                      step,
                      java.util.List.of()));
        };
    if (!call.warmUp()) {
      recorder.record(
          new Recording(call.id(), passage, status, System.nanoTime() - call.entered()));
    }
    return status;
  }

  private Optional<BoundGraph> graph(ServerRequest request) {
    Optional<String> asked = request.headers().first(RELEASE);
    try {
      return bindings.find(asked.map(Digest::parse));
    } catch (IllegalArgumentException notADigest) {
      return Optional.empty();
    }
  }

  private static boolean explains(ServerRequest request) {
    return request.headers().first(EXPLAIN).filter("true"::equals).isPresent();
  }

  private static int send(ServerResponse response, Problem problem) {
    return send(response, problem.status(), problem.json());
  }

  private static int send(ServerResponse response, int status, byte[] body) {
    response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(body);
    return status;
  }
}
