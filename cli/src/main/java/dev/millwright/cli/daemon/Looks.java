package dev.millwright.cli.daemon;

import dev.millwright.reconciler.platform.kubernetes.record.View;
import dev.millwright.reconciler.watch.RemoteCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Looks at a repository somewhere else, again and again. What it does not give now it may give
/// later; what is here stays.
final class Looks implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Looks.class.getName());

  /// One push is several calls where it moves several branches.
  private static final Duration BURST = Duration.ofMillis(300);

  private final RemoteCopy copy;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("looks").factory());
  private final AtomicBoolean soon = new AtomicBoolean();
  private volatile Optional<String> failure = Optional.empty();
  private volatile Optional<Instant> looked = Optional.empty();

  Looks(RemoteCopy copy) {
    this.copy = copy;
  }

  /// @throws IOException when the repository was never read and does not answer
  void first() throws IOException {
    if (Files.isDirectory(copy.folder().resolve("refs"))) {
      look();
    } else {
      copy.refresh();
      looked = Optional.of(Instant.now());
    }
  }

  /// When the repository was last looked at with success; absent before the first time.
  Optional<Instant> looked() {
    return looked;
  }

  /// Whether it answered the last time.
  boolean answered() {
    return failure.isEmpty();
  }

  /// The same, in words; absent before the first look.
  Optional<View.Repository> repository() {
    return failure
        .map(it -> new View.Repository(false, it))
        .or(() -> looked.map(_ -> new View.Repository(true, "the repository answers")));
  }

  /// Says once that it does not answer, and once that it does again.
  synchronized void look() {
    try {
      copy.refresh();
      looked = Optional.of(Instant.now());
      if (failure.isPresent()) {
        LOG.log(System.Logger.Level.INFO, "the repository answers again");
      }
      failure = Optional.empty();
    } catch (IOException e) {
      if (failure.isEmpty()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "the repository is followed no further: " + e.getMessage());
      }
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// @param then what is done after each look
  void every(Duration pause, Runnable then) {
    var _ =
        clock.scheduleWithFixedDelay(
            () -> {
              look();
              then.run();
            },
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Looks once for all who ask until it begins to look.
  ///
  /// @param then what is done after the look
  void soon(Runnable then) {
    if (soon.compareAndSet(false, true)) {
      var _ =
          clock.schedule(
              () -> {
                soon.set(false);
                look();
                then.run();
              },
              BURST.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
