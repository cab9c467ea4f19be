package dev.millwright.serving.process;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.measure.Measurements;
import dev.millwright.serving.record.Recorder;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.ReleasesFile;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The HTTP server of one graph version's process. It answers from its start on, and says that it
/// is ready once it was told that it is warm.
public final class GraphServer implements AutoCloseable {
  private static final int UNDER_WAY = 512;
  private static final Duration SHORTEST_GRACE = Duration.ofSeconds(5);

  private final WebServer web;
  private final Recorder recorder;
  private final AtomicBoolean warm;

  private GraphServer(WebServer web, Recorder recorder, AtomicBoolean warm) {
    this.web = web;
    this.recorder = recorder;
    this.warm = warm;
  }

  /// Starts it.
  ///
  /// @param token what the platform carries
  public static GraphServer start(
      Bindings bindings, Recorder recorder, String token, Listening listening) {
    return start(bindings, recorder, token, listening, UNDER_WAY);
  }

  /// @param places how many requests may be under way
  static GraphServer start(
      Bindings bindings, Recorder recorder, String token, Listening listening, int places) {
    AtomicBoolean warm = new AtomicBoolean();
    Measurements measurements = new Measurements();
    measurements.counter("millwright.recorder.written", recorder, Recorder::written);
    measurements.counter("millwright.recorder.lost", recorder, Recorder::lost);
    WebServer web =
        WebServer.builder()
            .host(listening.host())
            .port(listening.port())
            .maxPayloadSize(BodyLimit.MOST_DROPPED)
            .directHandlers(Refusals.all())
            .shutdownHook(false)
            .shutdownGracePeriod(grace(bindings))
            .routing(
                routing -> {
                  routing.addFilter(new Capacity(places)).any(new BodyLimit());
                  routing.get("/-/ready", (_, response) -> ready(warm, response));
                  route(routing, bindings, recorder, measurements, token);
                })
            .build()
            .start();
    return new GraphServer(web, recorder, warm);
  }

  /// What was asked just before the end is still answered.
  private static Duration grace(Bindings bindings) {
    Duration longest = bindings.graph().graph().timeout().plusSeconds(1);
    return longest.compareTo(SHORTEST_GRACE) > 0 ? longest : SHORTEST_GRACE;
  }

  /// From now on it says that it is ready.
  public void warmed() {
    warm.set(true);
  }

  public int port() {
    return web.port();
  }

  /// Finishes what is under way, then closes the recording.
  @Override
  public void close() {
    web.stop();
    recorder.close();
  }

  private static void route(
      HttpRouting.Builder routing,
      Bindings bindings,
      Recorder recorder,
      Measurements measurements,
      String token) {
    String graph = bindings.graph().graph().metadata().name().text();
    routing.addFilter(new Admission(token));
    LastAnswers last = new LastAnswers();
    routing.post("/" + graph, new Predictions(bindings, measurements, recorder, last, token));
    routing.get("/-/live", (_, response) -> json(response, Map.of("live", true)));
    routing.post("/-/reload", (request, response) -> reload(bindings, request, response));
    routing.post("/-/flush", (_, response) -> json(response, Map.of("segments", recorder.flush())));
    routing.get("/-/metrics", (_, response) -> json(response, measurements.told()));
    routing.get("/-/copied", (_, response) -> json(response, last.all()));
    routing.get("/metrics", (_, response) -> response.send(measurements.scrape()));
    routing.any("/" + graph, (request, response) -> otherMethod(graph, request, response));
    routing.any((request, response) -> missing(graph, request, response));
    routing.error(Exception.class, (_, response, failure) -> failed(response, failure));
  }

  private static void ready(AtomicBoolean warm, ServerResponse response) {
    response.status(warm.get() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
    json(response, Map.of("ready", warm.get()));
  }

  /// Whoever tells what the releases are need not wait until a node has written the file.
  private static void reload(Bindings bindings, ServerRequest request, ServerResponse response) {
    try {
      String told = request.content().hasEntity() ? request.content().as(String.class) : "";
      if (told.isEmpty()) {
        bindings.reload();
      } else {
        bindings.take(Json.read(told, ReleasesFile.class));
      }
      json(response, Map.of("releases", bindings.releases()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void otherMethod(String graph, ServerRequest request, ServerResponse response) {
    String method = request.prologue().method().text();
    response.header(HeaderNames.ALLOW, "POST");
    send(
        response,
        Problem.of(
            405, "wrong_method", method + " asks nothing of a graph; POST /" + graph + " does"));
  }

  private static void missing(String graph, ServerRequest request, ServerResponse response) {
    send(
        response,
        Problem.of(
            404,
            "unknown_path",
            "there is no %s %s; POST /%s asks the graph"
                .formatted(request.prologue().method().text(), request.path().path(), graph)));
  }

  private static void failed(ServerResponse response, Exception failure) {
    System.getLogger(GraphServer.class.getName())
        .log(System.Logger.Level.ERROR, "a request failed", failure);
    send(response, Problem.of(500, "failed", "the request failed"));
  }

  private static void json(ServerResponse response, Object value) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json").send(Json.write(value));
  }

  private static void send(ServerResponse response, Problem problem) {
    response
        .status(problem.status())
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(problem.json());
  }
}
