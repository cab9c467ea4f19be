package dev.millwright.serving.gateway;

import dev.millwright.serving.measure.Measurements;
import dev.millwright.serving.process.Admission;
import dev.millwright.serving.process.BodyLimit;
import dev.millwright.serving.process.Problem;
import dev.millwright.serving.process.Refusals;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.GatewayFile;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// The gateway's HTTP server, on loopback. What it does is in `gateway.json`, which it reads at its
/// start and when told to: so it goes on without whoever wrote the file.
public final class Gateway implements AutoCloseable {
  private final WebServer web;

  private Gateway(WebServer web) {
    this.web = web;
  }

  /// Starts it on the port that the file names.
  ///
  /// @throws RuntimeException when the port is taken
  public static Gateway start(Path folder, String token) throws IOException {
    AtomicReference<Routing> routing = new AtomicReference<>(read(folder));
    Measurements measurements = new Measurements();
    measurements.sendsCopies();
    Proxy proxy =
        new Proxy(routing, measurements, client(), new Shadow(client(), measurements.copies()));
    WebServer web =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(routing.get().file().port())
            .maxPayloadSize(BodyLimit.MOST_DROPPED)
            .directHandlers(Refusals.all())
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofSeconds(5))
            .routing(builder -> route(builder, folder, routing, measurements, proxy, token))
            .build()
            .start();
    return new Gateway(web);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(2))
        .build();
  }

  public int port() {
    return web.port();
  }

  @Override
  public void close() {
    web.stop();
  }

  private static Routing read(Path folder) throws IOException {
    return new Routing(
        Json.read(Files.readString(folder.resolve("gateway.json")), GatewayFile.class));
  }

  private static void route(
      HttpRouting.Builder builder,
      Path folder,
      AtomicReference<Routing> routing,
      Measurements measurements,
      Proxy proxy,
      String token) {
    builder.addFilter(new Admission(token)).any(new BodyLimit());
    builder.get("/-/ready", (_, response) -> json(response, Map.of("ready", true)));
    builder.get("/-/live", (_, response) -> json(response, Map.of("live", true)));
    builder.post("/-/reload", (_, response) -> reload(folder, routing, response));
    builder.get("/-/metrics", (_, response) -> json(response, measurements.told()));
    builder.get("/metrics", (_, response) -> response.send(measurements.scrape()));
    builder.get("/", (request, response) -> json(response, graphs(routing.get(), request)));
    builder.post("/{graph}", proxy);
    builder.any((request, response) -> missing(routing.get(), request, response));
    builder.error(Exception.class, (_, response, failure) -> failed(response, failure));
  }

  private static void missing(Routing routing, ServerRequest request, ServerResponse response) {
    String method = request.prologue().method().text();
    String path = request.path().path();
    if (routing.graphs().stream().anyMatch(graph -> path.equals("/" + graph))) {
      response.header(HeaderNames.ALLOW, "POST");
      String asked = method + " asks nothing of a graph; POST " + path + " does";
      send(response, Problem.of(405, "wrong_method", asked));
    } else {
      send(response, Problem.of(404, "unknown_path", "there is no " + method + " " + path));
    }
  }

  private static void failed(ServerResponse response, Exception failure) {
    System.getLogger(Gateway.class.getName())
        .log(System.Logger.Level.ERROR, "a request failed", failure);
    send(response, Problem.of(500, "failed", "the gateway failed"));
  }

  private static void reload(
      Path folder, AtomicReference<Routing> routing, ServerResponse response) {
    try {
      routing.set(read(folder));
      json(response, Map.of("shares", routing.get().file().shares()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> graphs(Routing routing, ServerRequest request) {
    Map<String, Object> graphs = new TreeMap<>();
    for (Name graph : routing.graphs()) {
      graphs.put(graph.text(), "POST http://" + request.authority() + "/" + graph);
    }
    return Map.of("graphs", graphs);
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
