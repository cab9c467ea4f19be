package dev.millwright.serving.process;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.measure.FieldCounts;
import dev.millwright.serving.measure.Measurements;
import dev.millwright.serving.record.Recorder;
import dev.millwright.serving.record.Recording;
import dev.millwright.serving.request.RequestReader;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.serving.Answered;
import dev.millwright.spec.serving.AskedTwice;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Answers requests of one graph.
final class Predictions implements Handler {
  static final HeaderName RELEASE = HeaderNames.create("Millwright-Release");
  static final HeaderName REQUEST = HeaderNames.create("Millwright-Request");

  /// Names the release that a copy of a request is for, whatever else it asks for.
  static final HeaderName COPY = HeaderNames.create("Millwright-Copy");

  /// Under which a gateway passes a request and its copy on.
  private static final HeaderName PASSED_ON = HeaderNames.create("X-Request-Id");

  private static final HeaderName VERSIONS = HeaderNames.create("Millwright-Versions");
  private static final HeaderName SNAPSHOTS = HeaderNames.create("Millwright-Snapshots");
  private static final HeaderName EXPLAIN = HeaderNames.create("Millwright-Explain");

  private final Bindings bindings;
  private final RequestReader reader;
  private final Measurements measurements;
  private final List<Timer> steps;
  private final Recorder recorder;
  private final LastAnswers last;
  private final FailureLog failures = new FailureLog();
  private final String token;

  /// @param last where answers to requests stay that another release was asked too
  /// @param token marks the platform's own requests, see [WarmUp]
  Predictions(
      Bindings bindings,
      Measurements measurements,
      Recorder recorder,
      LastAnswers last,
      String token) {
    this.last = last;
    this.token = token;
    this.bindings = bindings;
    this.reader = new RequestReader(bindings.graph().graph().request());
    this.measurements = measurements;
    Name name = bindings.graph().graph().metadata().name();
    this.steps =
        bindings.graph().graph().steps().stream()
            .map(step -> measurements.step(name, step.name()))
            .toList();
    this.recorder = recorder;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Exchange.Entrance entrance = Exchange.Entrance.now();
    String id = request.headers().first(REQUEST).orElseGet(() -> UUID.randomUUID().toString());
    response.header(REQUEST, id);
    Optional<Digest> copy = copy(request);
    Optional<BoundGraph> copied = copy.flatMap(it -> bindings.find(Optional.of(it)));
    Optional<BoundGraph> graph = copied.or(() -> graph(request));
    if (graph.isEmpty()) {
      send(response, Problem.of(503, "release_not_bound", unbound(request)));
      return;
    }
    Exchange exchange = answer(graph.get(), request, response, entrance);
    exchange.passage().ifPresent(passage -> failures.tell(id, passage));
    copy.ifPresent(it -> remember(request, it, graph.get().release(), exchange));
    if (copied.isPresent()) {
      count(graph.get(), exchange, System.nanoTime() - entrance.entered());
    } else if (!isWarmUp(request)) {
      keep(graph.get(), exchange, id, System.nanoTime() - entrance.entered());
    }
  }

  private Exchange answer(
      BoundGraph graph,
      ServerRequest request,
      ServerResponse response,
      Exchange.Entrance entrance) {
    response.header(RELEASE, graph.release().hex());
    response.header(VERSIONS, Headers.versions(graph.versions()));
    byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    Exchange exchange = Exchange.of(graph, reader, body, entrance, explains(request));
    snapshots(exchange).ifPresent(text -> response.header(SNAPSHOTS, text));
    send(response, exchange.status(), exchange.body());
    return exchange;
  }

  private boolean isWarmUp(ServerRequest request) {
    return !token.isEmpty()
        && request.headers().first(WarmUp.MARK).filter(token::equals).isPresent();
  }

  private static Optional<String> snapshots(Exchange exchange) {
    return exchange
        .passage()
        .map(Passage::snapshots)
        .filter(snapshots -> !snapshots.isEmpty())
        .map(Headers::snapshots);
  }

  private void count(BoundGraph graph, Exchange exchange, long nanos) {
    FieldCounts fields = measurements.copies().fields(graph.release(), graph.name());
    exchange.passage().ifPresent(passage -> passage.outputs(fields::add));
    measurements.copies().answered(graph.release(), graph.name(), exchange.status(), nanos);
  }

  private void keep(BoundGraph graph, Exchange exchange, String id, long nanos) {
    exchange
        .passage()
        .ifPresent(
            passage -> {
              recorder.record(new Recording(id, passage, exchange.status(), nanos));
              passage.outputs(measurements.fields(graph.release(), graph.name())::add);
              time(passage);
            });
    measurements.answered(graph.release(), graph.name(), exchange.status(), nanos);
  }

  private void time(Passage passage) {
    for (int i = 0; i < steps.size(); i++) {
      long took = passage.stepNanos(i);
      if (took > 0) {
        steps.get(i).record(took, NANOSECONDS);
      }
    }
  }

  private String unbound(ServerRequest request) {
    return request.headers().contains(RELEASE)
        ? "this process does not answer for that release"
        : "this process answers for %d releases; say which one by the header Millwright-Release"
            .formatted(bindings.releases().size());
  }

  private Optional<BoundGraph> graph(ServerRequest request) {
    Optional<String> asked = request.headers().first(RELEASE);
    try {
      return bindings.find(asked.map(Digest::parse));
    } catch (IllegalArgumentException notADigest) {
      return Optional.empty();
    }
  }

  /// The release that a copy of the request is for. Nobody gets the answer to a copy, so it is not
  /// recorded as one. Where that release is not bound, this is the request itself.
  private static Optional<Digest> copy(ServerRequest request) {
    try {
      return request.headers().first(COPY).map(Digest::parse);
    } catch (IllegalArgumentException notADigest) {
      return Optional.empty();
    }
  }

  /// A request without a name of its own is never found again.
  private void remember(ServerRequest request, Digest copy, Digest release, Exchange exchange) {
    request
        .headers()
        .first(PASSED_ON)
        .or(() -> request.headers().first(REQUEST))
        .map(
            name ->
                new AskedTwice(
                    name, copy, release, new Answered(exchange.status(), exchange.body())))
        .ifPresent(last::add);
  }

  private static boolean explains(ServerRequest request) {
    return request.headers().first(EXPLAIN).filter("true"::equals).isPresent();
  }

  private static void send(ServerResponse response, Problem problem) {
    send(response, problem.status(), problem.json());
  }

  private static void send(ServerResponse response, int status, byte[] body) {
    response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(body);
  }
}
