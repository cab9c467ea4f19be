package dev.millwright.serving.process;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.Semaphore;

/// Turns requests away at once while too many are under way: a queue would only make all of them
/// late. The platform's own paths stay open.
final class Capacity implements Filter {
  private final Semaphore places;

  /// @param places how many requests may be under way
  Capacity(int places) {
    this.places = new Semaphore(places);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.path().path().startsWith("/-/")) {
      chain.proceed();
    } else if (places.tryAcquire()) {
      try {
        chain.proceed();
      } finally {
        places.release();
      }
    } else {
      response
          .status(Status.SERVICE_UNAVAILABLE_503)
          .header(HeaderNames.RETRY_AFTER, "1")
          .header(HeaderNames.CONTENT_TYPE, "application/json")
          .send(Problem.of(503, "overloaded", "too many requests are under way").json());
    }
  }
}
