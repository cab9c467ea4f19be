package dev.millwright.compiler.memory;

/// A value as a key that equals only itself, however many look alike: quick for large values.
public record Same<T>(T it) {
  @Override
  @SuppressWarnings("ReferenceEquality") // That is what it is for.
  public boolean equals(Object other) {
    return other instanceof Same<?> same && it == same.it;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(it);
  }
}
