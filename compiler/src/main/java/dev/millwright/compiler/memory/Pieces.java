package dev.millwright.compiler.memory;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Many pieces of work that take unlike times, done on all processors.
public final class Pieces {
  private Pieces() {}

  /// What comes of each, in their order. A parallel stream gives a processor a quarter of the
  /// pieces or so at once, and in the end most wait for one; here each takes the next.
  public static <T, R> List<R> each(List<T> pieces, Function<T, R> work) {
    AtomicReferenceArray<R> done = new AtomicReferenceArray<>(pieces.size());
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .forEach(
            _ -> {
              for (int i = next.getAndIncrement(); i < done.length(); i = next.getAndIncrement()) {
                done.set(i, work.apply(pieces.get(i)));
              }
            });
    return IntStream.range(0, done.length()).mapToObj(done::get).toList();
  }
}
