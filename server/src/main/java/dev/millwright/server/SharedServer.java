package dev.millwright.server;

import dev.millwright.server.api.Reply;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.metrics.Scrapes;
import dev.millwright.server.page.ProjectsPage;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The server of a process that looks after several projects, which come and go: what [Server]
/// answers about one, this does below `/projects/NAMESPACE`.
public final class SharedServer implements AutoCloseable {
  private final Map<String, ProjectRoutes> projects = new ConcurrentHashMap<>();
  private final Metrics own;
  private final WebServer web;

  private SharedServer(InetSocketAddress at, Metrics own) {
    this.own = own;
    this.web = Server.listen(at, this::route);
  }

  /// @param own the process's metrics
  public static SharedServer start(InetSocketAddress at, Metrics own) {
    return new SharedServer(at, own);
  }

  public int port() {
    return web.port();
  }

  /// Answers for a project from now on.
  ///
  /// @param name its namespace
  public void add(String name, ServedProject project) {
    close(projects.put(name, new ProjectRoutes(project)));
  }

  /// Does not any more.
  public void remove(String name) {
    close(projects.remove(name));
  }

  private static void close(@Nullable ProjectRoutes project) {
    if (project != null) {
      project.close();
    }
  }

  private void route(HttpRouting.Builder routing) {
    routing.addFilter(new SharedGuard());
    routing.get(Server.METRICS, (_, response) -> Replies.send(response, Scrape.text(scrape())));
    Server.routeFixed(routing);
    routing.get("/", (_, response) -> Replies.send(response, index()));
    routing.any(ProjectRoutes.BELOW + "*", this::answer);
    routing.any(new Missing());
    routing.error(Exception.class, new Failures());
  }

  private String scrape() {
    return new Scrapes(own, projects.values().stream().map(it -> it.project().metrics()).toList())
        .text();
  }

  private Reply index() {
    return new Reply(
        200,
        "text/html; charset=utf-8",
        ProjectsPage.of(projects.keySet().stream().sorted().toList()));
  }

  private void answer(ServerRequest request, ServerResponse response) throws Exception {
    String below = request.path().path().substring(ProjectRoutes.BELOW.length());
    int end = below.indexOf('/');
    ProjectRoutes project = projects.get(end < 0 ? below : below.substring(0, end));
    if (project == null) {
      Replies.send(response, Reply.error(404, "no_project", "no such project is looked after"));
    } else {
      project.answer(end < 0 ? "" : below.substring(end), request, response);
    }
  }

  @Override
  public void close() {
    projects.values().forEach(ProjectRoutes::close);
    web.stop();
  }
}
