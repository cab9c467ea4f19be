package dev.millwright.serving.measure;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.serving.Difference;
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
    private final Map<Name, Answers> byGraph = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();
    private final Differences differences = new Differences();

    private CopiesMeasured measured() {
      SortedMap<Name, Measured> graphs = new TreeMap<>();
      byGraph.forEach((graph, of) -> graphs.put(graph, of.measured()));
      return CopiesMeasured.of(answers.measured(), dropped.sum(), differences.measured(), graphs);
    }

    private Answers graph(Name name) {
      return byGraph.computeIfAbsent(name, _ -> new Answers());
    }
  }

  /// Counts the answer to a copy.
  public void answered(Digest release, Name graph, int status, long nanos) {
    Received received = of(release);
    received.graph(graph).add(status, nanos);
    received.answers.add(status, nanos);
  }

  /// What those answers say.
  public FieldCounts fields(Digest release, Name graph) {
    return of(release).graph(graph).fields();
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
