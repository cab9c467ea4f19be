package dev.millwright.compiler.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Answers of one sort by what they are of. Safe for several threads; two that ask at once may both
/// compute, and one of their equal answers stays.
public final class Kept<K, V> {
  private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
  private final AtomicLong round;

  Kept(AtomicLong round) {
    this.round = round;
  }

  private static final class Entry<V> {
    final V value;
    volatile long used;

    Entry(V value, long used) {
      this.value = value;
      this.used = used;
    }
  }

  /// The answer from before, or a new one.
  public V get(K key, Function<K, V> compute) {
    return get(key, _ -> true, compute);
  }

  /// The answer from before if it still holds, or a new one.
  public V get(K key, Predicate<V> holds, Function<K, V> compute) {
    Optional<V> known = find(key).filter(holds);
    if (known.isPresent()) {
      return known.get();
    }
    V answer = compute.apply(key);
    entries.put(key, new Entry<>(answer, round.get()));
    return answer;
  }

  private Optional<V> find(K key) {
    @Nullable Entry<V> entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    entry.used = round.get();
    return Optional.of(entry.value);
  }

  /// Forgets what has not been asked for since a round, and everything when there is too much.
  void sweep(long since, int most) {
    entries.values().removeIf(entry -> entry.used < since);
    if (entries.size() > most) {
      entries.clear();
    }
  }
}
