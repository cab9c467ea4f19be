package dev.millwright.serving.process;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/// How the server itself refuses what no route is asked about: in the words of all other errors.
public final class Refusals implements DirectHandler {
  private Refusals() {}

  /// For every kind of refusal.
  public static DirectHandlers all() {
    DirectHandlers.Builder all = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      all.addHandler(type, new Refusals());
    }
    return all.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .keepAlive(type.keepAlive())
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .entity(problem(status.code(), message).json())
        .build();
  }

  private static Problem problem(int status, String message) {
    if (status == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
      return Problem.of(status, "too_large", message);
    }
    return status < 500
        ? Problem.of(status, "malformed", message)
        : Problem.of(status, "failed", "the request failed");
  }
}
