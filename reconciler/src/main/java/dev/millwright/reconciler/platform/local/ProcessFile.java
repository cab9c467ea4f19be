package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// `process.json`: which process runs for a folder.
///
/// @param startedAt its start time: a pid alone may have been given to another process since
/// @param token what the process asks for on its administrative paths
record ProcessFile(long pid, Instant startedAt, String token) {
  private static final String NAME = "process.json";
  private static final int DEPTH = 4;

  void write(Path folder) {
    AtomicFile.write(folder.resolve(NAME), Json.write(this));
  }

  static Optional<ProcessFile> read(Path folder) {
    try {
      Path file = folder.resolve(NAME);
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), ProcessFile.class))
          : Optional.empty();
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }

  /// The folders below a root that have such a file.
  static List<Path> below(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root, DEPTH)) {
      return files.filter(file -> file.endsWith(NAME)).map(Path::getParent).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The very process, if it is alive: by its start, or, as a clock that was set moves that too, by
  /// its mark.
  Optional<ProcessHandle> handle(Path folder) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process.info().startInstant().filter(startedAt::equals).isPresent()
                    || Mark.isOn(process, folder));
  }
}
