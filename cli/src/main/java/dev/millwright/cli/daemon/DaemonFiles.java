package dev.millwright.cli.daemon;

import dev.millwright.cli.client.DaemonFile;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/// Writes `daemon.json`. It holds the token, so only its owner may read it from the first byte on.
final class DaemonFiles {
  private DaemonFiles() {}

  static DaemonFile ofThisProcess(int port, String token) {
    ProcessHandle process = ProcessHandle.current();
    Instant started = process.info().startInstant().orElseGet(Instant::now);
    return new DaemonFile(process.pid(), started, port, token);
  }

  static void write(StateFolder state, DaemonFile file) throws IOException {
    Path aside =
        Files.createTempFile(
            state.root(),
            "daemon",
            ".json",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(aside, Json.pretty(file));
    Files.move(
        aside,
        state.daemonFile(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
