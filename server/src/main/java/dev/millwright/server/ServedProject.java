package dev.millwright.server;

import dev.millwright.server.control.Control;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.webhook.Webhook;
import dev.millwright.tracking.Tracking;
import java.util.Optional;

/// One of several projects that a server answers for.
///
/// @param token what calls about it must carry, those that read included: others share the port
/// @param webhook what its forge calls; absent: it has nothing to call
public record ServedProject(
    String token, Tracking tracking, Control control, Metrics metrics, Optional<Webhook> webhook) {
  @Override
  public String toString() {
    return control.toString();
  }
}
