package dev.millwright.cli.lock;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The lock file on disk.
public final class LockFile {
  private LockFile() {}

  /// Writes the lock at the root of a project; whoever reads meanwhile sees the old or the new.
  public static void write(Path project, Lock lock) throws IOException {
    Path file = project.resolve(Lock.FILE);
    Path aside = project.resolve("." + Lock.FILE + ".part");
    Files.writeString(aside, LockText.of(lock));
    Files.move(aside, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }
}
