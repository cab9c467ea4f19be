package dev.millwright.cli.daemon;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.StateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Only one process writes a state folder. The lock is the operating system's, so it ends with the
/// process, however that ends.
record DaemonLock(FileChannel channel, FileLock lock) implements AutoCloseable {
  /// Takes the lock.
  ///
  /// @throws CommandFailure when another process has it
  static DaemonLock take(StateFolder state) throws IOException {
    Files.createDirectories(state.root());
    FileChannel channel =
        FileChannel.open(state.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new CommandFailure(
          ExitCode.FAILED,
          "another process runs this project already",
          "millwright status tells what it does; millwright down stops it");
    }
    return new DaemonLock(channel, lock);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
