package dev.millwright.offline.watch;

import java.util.List;

/// How far what was seen is from what a model was trained on, from counts over the same bins.
final class Distance {
  /// Stands in for an empty bin, so that one unseen value is a large distance and not an infinite
  /// one.
  private static final double EMPTY = 1e-4;

  private Distance() {}

  /// The population stability index, `Σ (q − p) · ln(q / p)` over shares p of the baseline and q of
  /// the window; below 0.1 is usually called stable and above 0.25 shifted (Siddiqi, Credit Risk
  /// Scorecards, 2006).
  static double psi(List<Long> baseline, List<Long> seen) {
    double sum = 0;
    for (int i = 0; i < baseline.size(); i++) {
      double p = share(baseline, i);
      double q = share(seen, i);
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }

  /// The distance of Kolmogorov and Smirnov, `max |F − G|`, read at the edges of the bins.
  static double ks(List<Long> baseline, List<Long> seen) {
    double below = 0;
    double seenBelow = 0;
    double largest = 0;
    for (int i = 0; i < baseline.size(); i++) {
      below += exact(baseline, i);
      seenBelow += exact(seen, i);
      largest = Math.max(largest, Math.abs(below - seenBelow));
    }
    return largest;
  }

  private static double share(List<Long> counts, int bin) {
    return Math.max(EMPTY, exact(counts, bin));
  }

  private static double exact(List<Long> counts, int bin) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    return total == 0 ? 0 : (double) counts.get(bin) / total;
  }
}
