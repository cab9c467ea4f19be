package dev.millwright.runtime.window;

import java.util.Arrays;

/// Tiles of one column of one key, in order of time. A tile that holds no value is not there. Times
/// are microseconds since the epoch.
///
/// Not safe for several threads while it grows.
public final class Tiles {
  private final Arithmetic arithmetic;
  private final long every;
  private int size;
  private long[] starts = new long[8];
  private Fold[] folds = new Fold[8];

  /// @param every the width of a tile in microseconds
  public Tiles(Arithmetic arithmetic, long every) {
    this.arithmetic = arithmetic;
    this.every = every;
  }

  /// Takes a value that became known at a time, after all that were taken before.
  ///
  /// @param bits see [Arithmetic]
  public void add(long available, long bits) {
    long start = Math.floorDiv(available, every) * every;
    if (size == 0 || starts[size - 1] != start) {
      open(start);
    }
    folds[size - 1].add(bits);
  }

  /// Folds the tiles that start in `[from, to)` into the accumulator, in order.
  void foldInto(Fold window, long from, long to) {
    for (int i = lowerBound(from); i < size && starts[i] < to; i++) {
      window.merge(folds[i]);
    }
  }

  public int size() {
    return size;
  }

  public long start(int tile) {
    return starts[tile];
  }

  private void open(long start) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      folds = Arrays.copyOf(folds, size * 2);
    }
    starts[size] = start;
    folds[size] = new Fold(arithmetic);
    size++;
  }

  private int lowerBound(long from) {
    int found = Arrays.binarySearch(starts, 0, size, from);
    return found >= 0 ? found : -found - 1;
  }
}
