package dev.millwright.serving.process;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.measure.Measurements;
import dev.millwright.serving.record.Recorder;
import dev.millwright.spec.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;

/// The HTTP server of one graph version's process. Listens on loopback.
public final class GraphServer implements AutoCloseable {
  private static final int UNDER_WAY = 512;

  private final WebServer web;
  private final Recorder recorder;

  private GraphServer(WebServer web, Recorder recorder) {
    this.web = web;
    this.recorder = recorder;
  }

  /// Starts it on a free port.
  ///
  /// @param token what the platform carries
  public static GraphServer start(Bindings bindings, Recorder recorder, String token) {
    return start(bindings, recorder, token, UNDER_WAY);
  }

  /// @param places how many requests may be under way
  static GraphServer start(Bindings bindings, Recorder recorder, String token, int places) {
    Measurements measurements = new Measurements();
    measurements.counter("millwright.recorder.written", recorder, Recorder::written);
    measurements.counter("millwright.recorder.lost", recorder, Recorder::lost);
    WebServer web =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .maxPayloadSize(BodyLimit.MOST_DROPPED)
            .directHandlers(Refusals.all())
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofSeconds(5))
            .routing(
                routing -> {
                  routing.addFilter(new Capacity(places)).any(new BodyLimit());
                  route(routing, bindings, recorder, measurements, token);
                })
            .build()
            .start();
    return new GraphServer(web, recorder);
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
    routing.post("/" + graph, new Predictions(bindings, measurements, recorder, token));
    routing.get("/-/live", (_, response) -> json(response, Map.of("live", true)));
    routing.get("/-/ready", (_, response) -> json(response, Map.of("ready", true)));
    routing.post("/-/reload", (_, response) -> reload(bindings, response));
    routing.post("/-/flush", (_, response) -> json(response, Map.of("segments", recorder.flush())));
    routing.get(
        "/-/metrics",
        (_, response) -> json(response, Map.of("byRelease", measurements.measured())));
    routing.get("/metrics", (_, response) -> response.send(measurements.scrape()));
    routing.any("/" + graph, (request, response) -> otherMethod(graph, request, response));
    routing.any((request, response) -> missing(graph, request, response));
    routing.error(Exception.class, (_, response, failure) -> failed(response, failure));
  }

  private static void reload(Bindings bindings, ServerResponse response) {
    try {
      bindings.reload();
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
