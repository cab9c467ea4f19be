package dev.millwright.serving.process;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// `ready.json`: written, whole, when a process answers.
public record ReadyFile(long pid, int port) {
  /// Tells whoever waits that this process answers on a port.
  public static void write(Path folder, int port) throws IOException {
    Path aside = folder.resolve("ready.json.tmp");
    Files.writeString(aside, Json.write(new ReadyFile(ProcessHandle.current().pid(), port)));
    Files.move(
        aside,
        folder.resolve("ready.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
