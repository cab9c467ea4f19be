package dev.millwright.server;

import dev.millwright.server.api.Api;
import dev.millwright.server.api.Route;
import dev.millwright.server.control.Control;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.page.Pages;
import dev.millwright.server.webhook.Webhook;
import dev.millwright.tracking.Tracking;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The running HTTP server. It listens on loopback unless it is told to listen for others.
public final class Server implements AutoCloseable {
  static final String BASE = "/api/v1";
  static final String LIVE = "/-/live";
  static final String READY = "/-/ready";
  static final String METRICS = "/metrics";
  static final String WEBHOOK = "/webhook";
  private static final int LARGEST_BODY = 1 << 20;

  /// More than any forge sends; nobody who sends as much is heard to the end.
  private static final int MOST_BYTES = 1 << 25;

  private final WebServer web;
  private final Runnable end;

  private Server(WebServer web, Runnable end) {
    this.web = web;
    this.end = end;
  }

  /// Starts what answers for a process that waits for its turn: that it lives, and is not ready.
  public static Server waiting(InetSocketAddress at, Metrics metrics) {
    WebServer web =
        WebServer.builder()
            .address(at.getAddress())
            .port(at.getPort())
            .shutdownHook(false)
            .routing(
                routing ->
                    routing
                        .get(LIVE, (_, response) -> response.send("yes"))
                        .get(METRICS, new Scrape(metrics))
                        .any(
                            (_, response) ->
                                response
                                    .status(Status.SERVICE_UNAVAILABLE_503)
                                    .send("it is another one's turn")))
            .build()
            .start();
    return new Server(web, () -> {});
  }

  /// Starts a server.
  ///
  /// @param port the port to listen on; 0 takes a free one
  /// @param token what calls that change something must carry
  /// @throws RuntimeException when the port is taken
  public static Server start(int port, String token, Tracking tracking, Control control) {
    return start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        token,
        tracking,
        control,
        _ -> {});
  }

  /// The same for others than this machine, who may also ask for metrics.
  ///
  /// @param webhook what a forge calls; absent: nothing is there to be called
  public static Server start(
      InetSocketAddress at,
      String token,
      Tracking tracking,
      Control control,
      Metrics metrics,
      Optional<Webhook> webhook) {
    return start(
        at,
        token,
        tracking,
        control,
        routing -> {
          routing.get(METRICS, new Scrape(metrics));
          webhook.ifPresent(it -> routing.post(WEBHOOK, new Called(it, metrics)));
        });
  }

  private static Server start(
      InetSocketAddress at,
      String token,
      Tracking tracking,
      Control control,
      Consumer<HttpRouting.Builder> more) {
    Events events = new Events(tracking);
    WebServer web =
        listen(
            at,
            routing -> {
              routing.addFilter(new Guard(token));
              more.accept(routing);
              route(routing, tracking, control, events);
            });
    return new Server(web, events::close);
  }

  /// What answers at an address from now on. A body has one mebibyte at most.
  static WebServer listen(InetSocketAddress at, Consumer<HttpRouting.Builder> routing) {
    return WebServer.builder()
        .address(at.getAddress())
        .port(at.getPort())
        .maxPayloadSize(MOST_BYTES)
        .shutdownHook(false)
        .shutdownGracePeriod(Duration.ofSeconds(1))
        .routing(
            it -> {
              it.addFilter(new BodyLimit(LARGEST_BODY));
              routing.accept(it);
            })
        .build()
        .start();
  }

  /// What is the same whatever is looked after: that the process lives, and what its pages load.
  static void routeFixed(HttpRouting.Builder routing) {
    Fixed.all().forEach((path, fixed) -> routing.get(path, fixed));
    for (String probe : List.of(LIVE, READY)) {
      routing.get(probe, (_, response) -> response.send("yes"));
    }
  }

  public int port() {
    return web.port();
  }

  @Override
  public void close() {
    end.run();
    web.stop();
  }

  private static void route(
      HttpRouting.Builder routing, Tracking tracking, Control control, Events events) {
    for (Route route : new Api(tracking, control).routes()) {
      Method method = Method.create(route.method().name());
      routing.route(method, BASE + route.path(), new RouteHandler(route));
    }
    routing.get(BASE + "/events", events);
    routing.get(BASE + "/record", new RecordCopy(tracking));
    routeFixed(routing);
    routing.get("/", new PageHandler(new Pages(tracking, control)));
    routing.any(new Missing());
    routing.error(Exception.class, new Failures());
  }
}
