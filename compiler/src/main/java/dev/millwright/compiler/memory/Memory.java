package dev.millwright.compiler.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// All that is kept, and how long: what none of the last rounds asked for is forgotten. A round is
/// one commit compiled for one environment, so memory is that of a few commits.
public final class Memory {
  private static final int ROUNDS = 8;
  private static final int MOST = 400_000;

  private final AtomicLong round = new AtomicLong();
  private final List<Kept<?, ?>> all = new CopyOnWriteArrayList<>();

  /// A place for answers of one sort.
  public <K, V> Kept<K, V> kept() {
    Kept<K, V> kept = new Kept<>(round);
    all.add(kept);
    return kept;
  }

  /// Ends a round.
  public void sweep() {
    long now = round.incrementAndGet();
    all.forEach(kept -> kept.sweep(now - ROUNDS, MOST));
  }
}
