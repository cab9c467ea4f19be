package dev.millwright.server;

import dev.millwright.server.api.Call;
import dev.millwright.server.api.Route;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// One route of the API on the web server.
record RouteHandler(Route route) implements Handler {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Replies.send(response, route.answer(call(request)));
  }

  private Call call(ServerRequest request) {
    Map<String, String> path = new HashMap<>();
    VARIABLE
        .matcher(route.path())
        .results()
        .map(found -> found.group(1))
        .forEach(name -> path.put(name, request.path().pathParameters().get(name)));
    return call(request, path);
  }

  /// @param path the values of the path's braces
  static Call call(ServerRequest request, Map<String, String> path) {
    Map<String, String> query = new HashMap<>();
    request.query().names().forEach(name -> query.put(name, request.query().get(name)));
    String body = request.content().hasEntity() ? request.content().as(String.class) : "";
    return new Call(path, query, body);
  }
}
