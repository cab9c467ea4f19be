package dev.millwright.runtime.artifact;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A folder of files named by the digest of their content: a later run never overwrites earlier
/// bytes.
///
/// @param folder holds `sha256/ab/ab…`
public record ArtifactStore(Path folder) {
  /// Keeps bytes and answers their digest; again is no change.
  public Digest keep(byte[] bytes) throws IOException {
    Digest digest = Digest.of(bytes);
    Path file = path(digest);
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Path aside = Files.createTempFile(file.getParent(), "aside", ".tmp");
      Files.write(aside, bytes);
      try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return digest;
  }

  /// Where the bytes of a digest lie.
  public Path path(Digest digest) {
    return folder.resolve("sha256").resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }
}
