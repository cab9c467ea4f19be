package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Side;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How many pods of either version of a graph run, where requests are split by nothing but the
/// numbers of pods.
record PodShares(int base, int target) {
  private static final double WHOLE = 100;

  /// The numbers that come closest to a share; of those that are as close the most pods, since they
  /// have to answer as much as before. A version that is to answer nothing keeps what it has.
  ///
  /// @param mostBase at least one, as the next
  /// @param percent what the target is to have
  static PodShares nearest(int mostBase, int mostTarget, int percent) {
    if (percent <= 0 || percent >= WHOLE) {
      return new PodShares(mostBase, mostTarget);
    }
    return IntStream.rangeClosed(1, mostBase)
        .boxed()
        .flatMap(base -> with(base, mostTarget))
        .min(
            Comparator.<PodShares>comparingDouble(it -> Math.abs(it.percent() - percent))
                .thenComparingInt(it -> -it.base() - it.target()))
        .orElseThrow(() -> new IllegalArgumentException("no pods"));
  }

  private static Stream<PodShares> with(int base, int mostTarget) {
    return IntStream.rangeClosed(1, mostTarget).mapToObj(target -> new PodShares(base, target));
  }

  int of(Side side) {
    return side == Side.BASE ? base : target;
  }

  /// What the target gets of requests.
  double percent() {
    return WHOLE * target / (base + target);
  }
}
