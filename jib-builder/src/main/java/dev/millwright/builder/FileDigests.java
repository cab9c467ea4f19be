package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// Digests of files. A file is read once as long as nobody has touched it, by what the system
/// itself keeps of it; a name and a time of change that were set back do not deceive. Safe for
/// several threads.
final class FileDigests {
  private static final String TOUCHED = "unix:dev,ino,size,lastModifiedTime,ctime";

  /// Within this, a file may be changed again without a sign of it: the system's clock stands still
  /// for moments.
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Path file;
  private final Map<String, Read> known;

  /// @param touched what the system kept of the file then, as text
  /// @param settled whether the file was untouched for long enough to be known by that
  private record Read(String touched, Digest digest, boolean settled) {}

  /// @param file keeps digests between processes; need not exist, and may be deleted
  FileDigests(Path file) {
    this.file = file;
    this.known = new ConcurrentHashMap<>(read(file));
  }

  private static Map<String, Read> read(Path file) {
    try {
      return Files.exists(file)
          ? Json.mapper().readValue(Files.readString(file), new TypeReference<>() {})
          : Map.of();
    } catch (IOException | JacksonException e) {
      return Map.of();
    }
  }

  Digest of(Path path) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(path, TOUCHED);
    String name = path.toAbsolutePath().toString();
    String touched = new TreeMap<>(attributes).toString();
    Read before = known.get(name);
    if (before != null && before.touched().equals(touched)) {
      return before.digest();
    }
    boolean settled = isSettled(attributes);
    try (InputStream content = Files.newInputStream(path)) {
      Digest digest = Digest.of(content);
      known.put(name, new Read(touched, digest, settled));
      return digest;
    }
  }

  private static boolean isSettled(Map<String, Object> attributes) {
    return attributes.get("ctime") instanceof FileTime last
        && last.toInstant().plus(FRESH).isBefore(Instant.now());
  }

  /// Keeps what is known of files that are there, for other processes.
  void save() throws IOException {
    SortedMap<String, Read> kept = new TreeMap<>(known);
    kept.entrySet().removeIf(it -> !it.getValue().settled() || !Files.exists(Path.of(it.getKey())));
    if (!kept.equals(read(file))) {
      AtomicFile.write(file.resolveSibling("."), file, Json.pretty(kept));
    }
  }
}
