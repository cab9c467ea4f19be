package dev.millwright.reconciler.engine;

import dev.millwright.spec.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The steps that are under way, each on a thread of its own.
final class Crew implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorCompletionService<String> ended = new ExecutorCompletionService<>(threads);
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  private record Running(Step step, long beganNanos) {}

  boolean has(Step step) {
    return running.containsKey(step.id());
  }

  void begin(Step step, Runnable work) {
    running.put(step.id(), new Running(step, System.nanoTime()));
    ended.submit(work, step.id());
  }

  /// Returns when a step has come to an end, or after a while without that.
  ///
  /// @throws RuntimeException what the step's work threw, and likewise errors
  void await(Duration length) throws InterruptedException {
    @Nullable Future<String> next = ended.poll(length.toMillis(), TimeUnit.MILLISECONDS);
    while (next != null) {
      running.remove(result(next));
      next = ended.poll();
    }
  }

  /// The steps whose deadline has passed.
  List<Step> overdue() {
    return running.values().stream()
        .filter(it -> System.nanoTime() - it.beganNanos() > it.step().deadline().toNanos())
        .map(Running::step)
        .toList();
  }

  /// Whether what a step says now is only that it was interrupted.
  boolean isStopping() {
    return stopping;
  }

  /// Interrupts what is under way and returns when all of it has ended.
  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
    threads.close();
  }

  private static String result(Future<String> step) throws InterruptedException {
    try {
      return step.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
