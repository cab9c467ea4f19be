package dev.millwright.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.server.api.Api;
import dev.millwright.server.api.Reply;
import dev.millwright.server.api.Route;
import dev.millwright.server.page.Pages;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is answered about one of several projects.
final class ProjectRoutes implements AutoCloseable {
  /// Behind it comes the project's namespace.
  static final String BELOW = "/projects/";

  private static final String BASIC = "Basic ";

  private final ServedProject project;
  private final List<Below> routes;
  private final Events events;
  private final Map<String, Handler> others;

  private record Below(PathTemplate path, Route route) {}

  ProjectRoutes(ServedProject project) {
    this.project = project;
    this.routes =
        new Api(project.tracking(), project.control())
            .routes().stream()
                .map(route -> new Below(PathTemplate.of(Server.BASE + route.path()), route))
                .toList();
    this.events = new Events(project.tracking());
    this.others =
        Map.of(
            Server.BASE + "/events",
            events,
            Server.BASE + "/record",
            new RecordCopy(project.tracking()),
            "/",
            new PageHandler(new Pages(project.tracking(), project.control())));
  }

  ServedProject project() {
    return project;
  }

  /// @param path below the project's own
  void answer(String path, ServerRequest request, ServerResponse response) throws Exception {
    if (project.webhook().isPresent() && Guard.isCall(path, request.prologue().method())) {
      new Called(project.webhook().get(), project.metrics()).handle(request, response);
    } else if (carriesToken(request)) {
      answerOne(path, request, response);
    } else {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"the token of the project\"");
      Replies.send(
          response,
          Reply.error(401, "no_token", "ask with the token of the project, or as its password"));
    }
  }

  private void answerOne(String path, ServerRequest request, ServerResponse response)
      throws Exception {
    Handler other = others.get(path);
    if (other != null && request.prologue().method().equals(Method.GET)) {
      other.handle(request, response);
    } else {
      route(path, request, response);
    }
  }

  private void route(String path, ServerRequest request, ServerResponse response) {
    String method = request.prologue().method().text();
    for (Below below : routes) {
      Optional<Map<String, String>> matched = below.path().match(path);
      if (matched.isPresent() && method.equals(below.route().method().name())) {
        Replies.send(response, below.route().answer(RouteHandler.call(request, matched.get())));
        return;
      }
    }
    new Missing().handle(request, response);
  }

  /// As API calls have it, or as a browser asks for it: the password of any user. A browser sends
  /// that for every page that asks it to, so that it changes nothing.
  private boolean carriesToken(ServerRequest request) {
    String given = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    boolean isRead = request.prologue().method().equals(Method.GET);
    String token = isRead && given.startsWith(BASIC) ? password(given) : bearer(given);
    return MessageDigest.isEqual(token.getBytes(UTF_8), project.token().getBytes(UTF_8));
  }

  private static String bearer(String given) {
    return given.startsWith("Bearer ") ? given.substring("Bearer ".length()) : "";
  }

  private static String password(String given) {
    try {
      String login = new String(Base64.getDecoder().decode(given.substring(BASIC.length())), UTF_8);
      return login.substring(login.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public void close() {
    events.close();
  }
}
