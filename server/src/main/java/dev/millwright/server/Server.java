package dev.millwright.server;

import dev.millwright.server.api.Api;
import dev.millwright.server.api.Route;
import dev.millwright.server.control.Control;
import dev.millwright.server.page.Pages;
import dev.millwright.tracking.Tracking;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// The running HTTP server. It listens on loopback unless it is told to listen for others.
public final class Server implements AutoCloseable {
  static final String BASE = "/api/v1";
  static final String LIVE = "/-/live";
  static final String READY = "/-/ready";
  private static final int LARGEST_BODY = 1 << 20;

  private final WebServer web;
  private final Runnable end;

  private Server(WebServer web, Runnable end) {
    this.web = web;
    this.end = end;
  }

  /// Starts what answers for a process that waits for its turn: that it lives, and is not ready.
  public static Server waiting(InetSocketAddress at) {
    WebServer web =
        WebServer.builder()
            .address(at.getAddress())
            .port(at.getPort())
            .shutdownHook(false)
            .routing(
                routing ->
                    routing
                        .get(LIVE, (_, response) -> response.send("yes"))
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
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), token, tracking, control);
  }

  /// The same for others than this machine.
  public static Server start(
      InetSocketAddress at, String token, Tracking tracking, Control control) {
    Events events = new Events(tracking);
    WebServer web =
        WebServer.builder()
            .address(at.getAddress())
            .port(at.getPort())
            .maxPayloadSize(LARGEST_BODY)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofSeconds(1))
            .routing(routing -> route(routing, new Guard(token), tracking, control, events))
            .build()
            .start();
    return new Server(web, events::close);
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
      HttpRouting.Builder routing, Guard guard, Tracking tracking, Control control, Events events) {
    routing.addFilter(guard);
    for (Route route : new Api(tracking, control).routes()) {
      Method method = Method.create(route.method().name());
      routing.route(method, BASE + route.path(), new RouteHandler(route));
    }
    routing.get(BASE + "/events", events);
    routing.get(BASE + "/record", new RecordCopy(tracking));
    Fixed.all().forEach((path, fixed) -> routing.get(path, fixed));
    for (String probe : List.of(LIVE, READY)) {
      routing.get(probe, (_, response) -> response.send("yes"));
    }
    routing.get("/", new PageHandler(new Pages(tracking, control)));
    routing.any(new Missing());
    routing.error(Exception.class, new Failures());
  }
}
