package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.time.Duration;

/// How the connection to an API server is looked after by a process that lives from what it hears.
///
/// OkHttp carries it, not the JDK's client: when a connection ends just after a message, before the
/// next one is asked for, the JDK's WebSocket loses the end (its transport throws an InternalError
/// that nobody sees), so that a watch believes in it, and hears nothing, for minutes.
public final class Connection {
  /// A connection on which a ping is not answered for so long is given up: a network that is gone
  /// need not say so.
  private static final Duration PING = Duration.ofSeconds(5);

  /// Until a watch that broke is asked for again; twice that when it breaks at once, and so on up
  /// to 3 s.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Connection() {}

  /// @param config gets it, and is given back
  public static Config lookedAfter(Config config) {
    config.setWebsocketPingInterval(PING.toMillis());
    config.setWatchReconnectInterval(Math.toIntExact(PAUSE.toMillis()));
    return config;
  }
}
