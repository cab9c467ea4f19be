package dev.millwright.serving.process;

import dev.millwright.serving.graph.Outcome;
import dev.millwright.serving.graph.Passage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells the log why steps failed, which callers are not told. Of a step that fails again and again
/// one failure a while is told, and how many there were.
final class FailureLog {
  private static final System.Logger LOG = System.getLogger(FailureLog.class.getName());
  private static final long WHILE = Duration.ofSeconds(10).toNanos();

  private final Map<String, Told> told = new ConcurrentHashMap<>();

  /// @param at when the last one was told, in nanoseconds
  private record Told(long at, AtomicInteger since) {}

  /// @param request the request's id
  void tell(String request, Passage passage) {
    if (passage.outcome() instanceof Outcome.Failed failed) {
      tell(request, failed, System.nanoTime());
    }
  }

  private void tell(String request, Outcome.Failed failed, long now) {
    Told before = told.get(failed.step());
    if (before != null && now - before.at() < WHILE) {
      before.since().incrementAndGet();
      return;
    }
    told.put(failed.step(), new Told(now, new AtomicInteger()));
    int more = before == null ? 0 : before.since().get();
    LOG.log(
        System.Logger.Level.WARNING,
        "request %s: %s%s"
            .formatted(
                request,
                failed.message(),
                more == 0 ? "" : ", as did " + more + " more since this was told last"),
        failed.cause());
  }
}
