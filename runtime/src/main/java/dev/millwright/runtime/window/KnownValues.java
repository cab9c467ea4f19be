package dev.millwright.runtime.window;

import java.util.Arrays;

/// Values of one column of one key with the times at which they became known, in row order.
///
/// Not safe for several threads while it grows.
public final class KnownValues {
  private int size;
  private long[] available = new long[8];
  private long[] bits = new long[8];

  /// Takes a value, after all that were taken before.
  public void add(long at, long valueBits) {
    if (size == available.length) {
      available = Arrays.copyOf(available, size * 2);
      bits = Arrays.copyOf(bits, size * 2);
    }
    available[size] = at;
    bits[size++] = valueBits;
  }

  /// Folds the values known in `[from, to]` into the accumulator, in order.
  void foldInto(Fold window, long from, long to) {
    for (int i = lowerBound(from); i < size && available[i] <= to; i++) {
      window.add(bits[i]);
    }
  }

  public int size() {
    return size;
  }

  public long available(int index) {
    return available[index];
  }

  public long bits(int index) {
    return bits[index];
  }

  private int lowerBound(long from) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (available[middle] < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
