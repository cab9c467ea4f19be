package dev.millwright.serving.process;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/// Lets nobody but the platform use the paths below `/-/`, except to ask whether the process lives
/// and is ready.
///
/// @param token what the platform sends; empty lets nobody in
public record Admission(String token) implements Filter {
  private static final Set<String> OPEN = Set.of("/-/ready", "/-/live");

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String path = request.path().path();
    if (!path.startsWith("/-/") || OPEN.contains(path) || carriesToken(request)) {
      chain.proceed();
    } else {
      response
          .status(Status.UNAUTHORIZED_401)
          .send(
              "{\"error\":{\"status\":401,\"code\":\"unauthorized\",\"message\":\"this path is the"
                  + " platform's\"}}");
    }
  }

  private boolean carriesToken(RoutingRequest request) {
    String given = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    return !token.isEmpty()
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected);
  }
}
