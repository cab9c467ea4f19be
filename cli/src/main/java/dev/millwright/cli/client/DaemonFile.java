package dev.millwright.cli.client;

import java.time.Instant;
import java.util.Optional;

/// `daemon.json`: how to reach the daemon of a project, readable by its owner only.
///
/// @param startedAt when the process started, so that a reused pid is not taken for it
/// @param token what state-changing calls must carry
/// @param below the path below which this project is answered for, where others are too; absent
///   where it is alone
public record DaemonFile(
    long pid, Instant startedAt, int port, String token, Optional<String> below) {
  /// Of a project that is alone.
  public DaemonFile(long pid, Instant startedAt, int port, String token) {
    this(pid, startedAt, port, token, Optional.empty());
  }

  /// Whether that very process is alive.
  public boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(start -> start.equals(startedAt))
        .isPresent();
  }

  public String url() {
    return "http://127.0.0.1:" + port + below.orElse("");
  }
}
