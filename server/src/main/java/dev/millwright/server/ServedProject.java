package dev.millwright.server;

import dev.millwright.server.control.Control;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.tracking.Tracking;

/// One of several projects that a server answers for.
///
/// @param token what calls about it must carry, those that read included: others share the port
public record ServedProject(String token, Tracking tracking, Control control, Metrics metrics) {
  @Override
  public String toString() {
    return control.toString();
  }
}
