package dev.millwright.reconciler.rollout.explore;

/// Some bits of a word, read as a number.
record Field(int shift, int bits) {
  int of(long word) {
    return (int) (word >>> shift) & (1 << bits) - 1;
  }

  boolean is(long word) {
    return of(word) != 0;
  }

  long set(long word, int value) {
    if (value >>> bits != 0) {
      throw new IllegalArgumentException(value + " does not fit " + this);
    }
    return word & ~mask() | (long) value << shift;
  }

  long set(long word, boolean value) {
    return set(word, value ? 1 : 0);
  }

  long mask() {
    return (1L << bits) - 1 << shift;
  }

  /// Hands out the bits of one word.
  static final class Word {
    private int next;

    Field take(int bits) {
      Field field = new Field(next, bits);
      next += bits;
      if (next > Long.SIZE) {
        throw new IllegalStateException("a word is too short for this shape");
      }
      return field;
    }

    Field[] take(int count, int bits) {
      Field[] fields = new Field[count];
      for (int i = 0; i < count; i++) {
        fields[i] = take(bits);
      }
      return fields;
    }
  }
}
