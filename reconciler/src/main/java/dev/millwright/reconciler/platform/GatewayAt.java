package dev.millwright.reconciler.platform;

import java.util.Optional;

/// What is known of the gateway.
///
/// @param port where it listens
/// @param preferredPort where it was asked to listen
public record GatewayAt(
    ProcessState state, Optional<Long> pid, int port, int preferredPort, int restarts) {
  public String url() {
    return "http://127.0.0.1:" + port;
  }
}
