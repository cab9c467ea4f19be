package dev.millwright.serving.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Takes records from request threads without ever making them wait; one thread of its own writes
/// them. What does not fit into the queue, or cannot be written, is lost and counted.
public final class Recorder implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
  private static final Duration IDLE = Duration.ofMillis(200);

  private final BlockingQueue<Entry> queue;
  private final Segments segments;
  private final RecordingLine line = new RecordingLine();
  private final LongAdder written = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread writer;
  private volatile boolean closed;

  /// @param capacity how many records may wait
  /// @param segmentBytes the size at which a segment is closed; @param segmentAge the age
  public record Settings(int capacity, long segmentBytes, Duration segmentAge) {
    public static final Settings STANDARD = new Settings(16_384, 8L << 20, Duration.ofSeconds(60));
  }

  private sealed interface Entry {}

  private record Line(Recording recording) implements Entry {}

  private record Flush(CompletableFuture<Integer> segments, boolean last) implements Entry {}

  private Recorder(Segments segments, Settings settings) {
    this.queue = new ArrayBlockingQueue<>(settings.capacity());
    this.segments = segments;
    this.writer = Thread.ofPlatform().name("recorder").daemon().unstarted(this::write);
  }

  /// Starts to record into a folder, after closing what dead processes left open there.
  ///
  /// @param prefix the start of each segment's name
  /// @throws IOException when the folder cannot be written
  public static Recorder start(Path folder, String prefix, Settings settings) throws IOException {
    Segments.Limits limits = new Segments.Limits(settings.segmentBytes(), settings.segmentAge());
    Segments segments = new Segments(folder, prefix, limits);
    segments.adopt();
    Recorder recorder = new Recorder(segments, settings);
    recorder.writer.start();
    return recorder;
  }

  /// Hands a record over; never waits.
  public void record(Recording recording) {
    if (closed || !queue.offer(new Line(recording))) {
      lost.increment();
    }
  }

  /// Writes all that was handed over before and closes the open segment.
  ///
  /// @return how many segments this recorder has closed since it started
  ///
  /// @throws IllegalStateException when it is closed, or when the disk fails
  public int flush() {
    if (closed) {
      throw new IllegalStateException("the recorder is closed");
    }
    return ask(false);
  }

  public long written() {
    return written.sum();
  }

  public long lost() {
    return lost.sum();
  }

  /// Flushes and ends.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      ask(true);
    }
  }

  private int ask(boolean last) {
    CompletableFuture<Integer> done = new CompletableFuture<>();
    try {
      queue.put(new Flush(done, last));
      return done.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the recorder was flushed", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("the recorder could not be flushed", e);
    }
  }

  private void write() {
    List<Entry> batch = new ArrayList<>();
    boolean last = false;
    while (!last) {
      batch.clear();
      last = take(batch) && write(batch);
    }
    queue.forEach(this::turnAway);
  }

  /// What was handed over while the recorder closed.
  private void turnAway(Entry entry) {
    switch (entry) {
      case Line _ -> lost.increment();
      case Flush(var done, var _) -> done.complete(segments.closed());
    }
  }

  /// Waits for entries, and looks after the segment's age meanwhile.
  private boolean take(List<Entry> batch) {
    try {
      Entry first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, 1_000);
      }
      segments.closeAged(System.nanoTime());
      return true;
    } catch (IOException e) {
      failed(e, 0);
      return true;
    } catch (InterruptedException _) {
      return true; // nobody interrupts this thread; it ends by its last flush
    }
  }

  /// @return whether the last entry was the last of all
  private boolean write(List<Entry> batch) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    int count = 0;
    boolean last = false;
    for (Entry entry : batch) {
      if (last) {
        turnAway(entry);
        continue;
      }
      switch (entry) {
        case Line(var recording) -> count += add(recording, lines);
        case Flush flush -> {
          append(lines, count);
          lines.reset();
          count = 0;
          flush(flush.segments());
          last = flush.last();
        }
      }
    }
    append(lines, count);
    return last;
  }

  private int add(Recording recording, ByteArrayOutputStream lines) {
    try {
      lines.writeBytes(line.of(recording));
      return 1;
    } catch (RuntimeException e) {
      failed(e, 1);
      return 0;
    }
  }

  private void append(ByteArrayOutputStream lines, int count) {
    if (count == 0) {
      return;
    }
    try {
      segments.append(lines.toByteArray(), System.nanoTime());
      written.add(count);
    } catch (IOException e) {
      failed(e, count);
    }
  }

  private void flush(CompletableFuture<Integer> done) {
    try {
      segments.close();
      done.complete(segments.closed());
    } catch (IOException e) {
      failed(e, 0);
      done.completeExceptionally(new UncheckedIOException(e));
    }
  }

  private void failed(@Nullable Exception cause, int count) {
    lost.add(count);
    LOG.log(System.Logger.Level.WARNING, "records lost: " + count, cause);
  }
}
