package dev.millwright.server;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Who may ask a server of several projects: as [Guard] has it, but that each project has a token
/// of its own, which its routes ask for.
final class SharedGuard implements Filter {
  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Replies.harden(response);
    if (Guard.isOpen(request) || isCalled(request) || Guard.isFromHere(request)) {
      chain.proceed();
    } else {
      Guard.refuseForeign(response);
    }
  }

  private static boolean isCalled(RoutingRequest request) {
    String path = request.path().path();
    return path.startsWith(ProjectRoutes.BELOW)
        && Guard.isCall(path.substring(path.lastIndexOf('/')), request.prologue().method());
  }
}
