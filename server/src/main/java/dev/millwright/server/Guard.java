package dev.millwright.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.server.api.Reply;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.security.MessageDigest;
import java.util.Set;
import java.util.regex.Pattern;

/// Lets in who may come in. A page of another site may reach a loopback port through a name of its
/// own, so the name that was asked for must be this machine's; and only who can read the daemon's
/// file has the token.
final class Guard implements Filter {
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
  private static final Set<Method> READING = Set.of(Method.GET, Method.HEAD);

  /// What a cluster and its Prometheus ask a pod by its address; of the project it tells names and
  /// numbers at most.
  private static final Set<String> OPEN = Set.of(Server.LIVE, Server.READY, Server.METRICS);

  private final byte[] expected;

  Guard(String token) {
    this.expected = ("Bearer " + token).getBytes(UTF_8);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Replies.harden(response);
    if (isOpen(request) || isCall(path(request), request.prologue().method())) {
      chain.proceed();
    } else if (!isFromHere(request)) {
      refuseForeign(response);
    } else if (!READING.contains(request.prologue().method()) && !carriesToken(request)) {
      Replies.send(
          response,
          Reply.error(401, "no_token", "this call needs `Authorization: Bearer <token>`"));
    } else {
      chain.proceed();
    }
  }

  /// What a forge calls from elsewhere; it is asked for a secret of its own.
  ///
  /// @param path below the project's own
  static boolean isCall(String path, Method method) {
    return path.equals(Server.WEBHOOK) && method.equals(Method.POST);
  }

  private static String path(RoutingRequest request) {
    return request.path().path();
  }

  static void refuseForeign(RoutingResponse response) {
    Replies.send(
        response, Reply.error(403, "foreign_host", "ask 127.0.0.1 or localhost, no other name"));
  }

  static boolean isOpen(RoutingRequest request) {
    return OPEN.contains(path(request));
  }

  /// Whether this machine was asked by a name of its own.
  static boolean isFromHere(RoutingRequest request) {
    return LOOPBACK.matcher(request.authority()).matches();
  }

  private boolean carriesToken(RoutingRequest request) {
    String given = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    return MessageDigest.isEqual(given.getBytes(UTF_8), expected);
  }
}
