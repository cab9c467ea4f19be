package dev.millwright.cli.client;

import java.time.Instant;

/// `daemon.json`: how to reach the daemon of a project, readable by its owner only.
///
/// @param startedAt when the process started, so that a reused pid is not taken for it
/// @param token what state-changing calls must carry
public record DaemonFile(long pid, Instant startedAt, int port, String token) {
  /// Whether that very process is alive.
  public boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(start -> start.equals(startedAt))
        .isPresent();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }
}
