package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Digests of files. A file is read once as long as nobody has touched it, by what the system
/// itself keeps of it; a name and a time of change that were set back do not deceive. Safe for
/// several threads.
final class FileDigests {
  private static final String TOUCHED = "unix:ino,size,lastModifiedTime,ctime";

  private final Map<Path, Read> known = new ConcurrentHashMap<>();

  private record Read(Map<String, Object> touched, Digest digest) {}

  Digest of(Path file) throws IOException {
    Map<String, Object> touched = Files.readAttributes(file, TOUCHED);
    Read before = known.get(file);
    if (before != null && before.touched().equals(touched)) {
      return before.digest();
    }
    try (InputStream content = Files.newInputStream(file)) {
      Digest digest = Digest.of(content);
      known.put(file, new Read(touched, digest));
      return digest;
    }
  }
}
