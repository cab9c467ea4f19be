package dev.millwright.serving.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of one recorder: an open segment grows; a closed one is durable, has its final name,
/// and never changes again. Used by one thread.
final class Segments {
  private static final String OPEN = ".open";
  // How far the clocks of processes and of files may differ.
  private static final Duration CLOCKS = Duration.ofSeconds(2);
  private static final Pattern OPEN_NAME = Pattern.compile(".*-(\\d+)-\\d+\\.jsonl\\.open");

  private final Path folder;
  private final String prefix;
  private final Limits limits;
  private @Nullable FileChannel channel;
  private @Nullable Path path;
  private long openedAt;
  private int next;
  private int closed;

  /// When a segment is closed without being told to.
  ///
  /// @param bytes at this size; @param age at this age
  record Limits(long bytes, Duration age) {}

  /// @param prefix the start of each segment's name: the graph's version and the process
  Segments(Path folder, String prefix, Limits limits) {
    this.folder = folder;
    this.prefix = prefix;
    this.limits = limits;
  }

  /// Closes what processes that are gone left open: a last line that they did not finish is cut.
  void adopt() throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Segments::isAbandoned).toList()) {
        try {
          cutUnfinishedLine(file);
          publish(file);
        } catch (NoSuchFileException _) {
          // another process that starts now took it
        }
      }
    }
  }

  private static boolean isAbandoned(Path file) {
    Matcher name = OPEN_NAME.matcher(file.getFileName().toString());
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1)))
            .filter(ProcessHandle::isAlive)
            .filter(process -> mayHaveWritten(process, file))
            .isEmpty();
  }

  /// A process that started after the file was last written is another one under the same id: in a
  /// container every process is number 1.
  private static boolean mayHaveWritten(ProcessHandle process, Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return process
          .info()
          .startInstant()
          .map(start -> start.minus(CLOCKS).isBefore(written))
          .orElse(true);
    } catch (IOException gone) {
      return true;
    }
  }

  private static void cutUnfinishedLine(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      long end = content.length();
      while (end > 0) {
        content.seek(end - 1);
        if (content.read() == '\n') {
          break;
        }
        end--;
      }
      content.setLength(end);
      content.getFD().sync();
    }
  }

  /// Appends whole lines.
  void append(byte[] lines, long nowNanos) throws IOException {
    FileChannel open = channel == null ? open(nowNanos) : channel;
    write(open, lines);
    if (open.position() >= limits.bytes()) {
      close();
    }
  }

  /// All of it or, when the disk fails, nothing: half a line would spoil the next one.
  private static void write(FileChannel open, byte[] lines) throws IOException {
    long start = open.position();
    ByteBuffer buffer = ByteBuffer.wrap(lines);
    try {
      while (buffer.hasRemaining()) {
        open.write(buffer);
      }
    } catch (IOException e) {
      open.truncate(start);
      throw e;
    }
  }

  private FileChannel open(long nowNanos) throws IOException {
    Path file = name(next++);
    while (Files.exists(file) || Files.exists(finalName(file))) {
      file = name(next++);
    }
    FileChannel opened =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel = opened;
    path = file;
    openedAt = nowNanos;
    return opened;
  }

  private Path name(int number) {
    return folder.resolve(prefix + "-" + number + ".jsonl" + OPEN);
  }

  /// Closes the open segment if its time is over.
  void closeAged(long nowNanos) throws IOException {
    if (channel != null && nowNanos - openedAt >= limits.age().toNanos()) {
      close();
    }
  }

  /// Closes the open segment, if there is one.
  void close() throws IOException {
    FileChannel open = channel;
    Path file = path;
    if (open == null || file == null) {
      return;
    }
    channel = null;
    path = null;
    try (open) {
      open.force(true);
    }
    publish(file);
    closed++;
  }

  /// How many segments were closed so far.
  int closed() {
    return closed;
  }

  private void publish(Path file) throws IOException {
    if (Files.size(file) == 0) {
      Files.delete(file);
      return;
    }
    Files.move(file, finalName(file), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static Path finalName(Path open) {
    String name = open.getFileName().toString();
    return open.resolveSibling(name.substring(0, name.length() - OPEN.length()));
  }

  /// The open segment's path.
  Optional<Path> open() {
    return Optional.ofNullable(path);
  }
}
