package dev.millwright.serving.measure;

import dev.millwright.spec.Digest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/// What copies of requests came to, by the release that was asked by them. Safe for use by many
/// threads.
public final class Copies {
  private final Map<Digest, Received> byRelease = new ConcurrentHashMap<>();

  private static final class Received {
    private final Answers answers = new Answers();
    private final LongAdder dropped = new LongAdder();
    private final Differences differences = new Differences();

    private CopiesMeasured measured() {
      return CopiesMeasured.of(answers.measured(), dropped.sum(), differences.measured());
    }
  }

  /// Counts the answer to a copy.
  public void answered(Digest release, int status, long nanos) {
    of(release).answers.add(status, nanos);
  }

  /// Counts a copy that was not sent.
  public void dropped(Digest release) {
    of(release).dropped.increment();
  }

  /// Counts two answers to one request.
  public void compared(Digest release, Difference difference) {
    of(release).differences.add(difference);
  }

  /// Cumulative, by release.
  public SortedMap<Digest, CopiesMeasured> measured() {
    SortedMap<Digest, CopiesMeasured> all = new TreeMap<>();
    byRelease.forEach((release, received) -> all.put(release, received.measured()));
    return all;
  }

  double sum(ToLongFunction<CopiesMeasured> of) {
    return measured().values().stream().mapToLong(of).sum();
  }

  private Received of(Digest release) {
    return byRelease.computeIfAbsent(release, _ -> new Received());
  }
}
