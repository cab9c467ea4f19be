package dev.millwright.spec.distribution;

import java.util.List;

/// How far what was seen is from a baseline, from counts over the same bins. In the formulas p are
/// the baseline's shares of the bins and q the window's; where nothing was counted all shares are
/// 0.
public final class Distance {
  /// Stands in for an empty bin, so that one unseen value is a large distance and not an infinite
  /// one.
  private static final double EMPTY = 1e-4;

  private Distance() {}

  /// The population stability index, `Σ (q − p) · ln(q / p)`; below 0.1 is usually called stable
  /// and above 0.25 shifted (Siddiqi, Credit Risk Scorecards, 2006).
  public static double psi(List<Long> baseline, List<Long> seen) {
    double[] p = filled(baseline);
    double[] q = filled(seen);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += (q[i] - p[i]) * Math.log(q[i] / p[i]);
    }
    return sum;
  }

  /// The distance of Kolmogorov and Smirnov, `max |F − G|` of the two cumulative distributions,
  /// read at the edges of the bins (Kolmogorov 1933, Smirnov 1939).
  public static double ks(List<Long> baseline, List<Long> seen) {
    double[] p = shares(baseline);
    double[] q = shares(seen);
    double apart = 0;
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      apart += p[i] - q[i];
      largest = Math.max(largest, Math.abs(apart));
    }
    return largest;
  }

  /// The distance of Jensen and Shannon, `√(KL(p‖m)/2 + KL(q‖m)/2)` to base 2 with m = (p + q)/2: 0
  /// when both are the same, 1 when they share no bin (Lin 1991; a metric by Endres and Schindelin
  /// 2003).
  public static double js(List<Long> baseline, List<Long> seen) {
    double[] p = shares(baseline);
    double[] q = shares(seen);
    double divergence = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      divergence += (surprise(p[i], middle) + surprise(q[i], middle)) / 2;
    }
    return Math.sqrt(Math.clamp(divergence, 0, 1));
  }

  /// The distance of Hellinger, `√(1 − Σ √(p q))`, between 0 and 1 (Hellinger 1909).
  public static double hellinger(List<Long> baseline, List<Long> seen) {
    double[] p = shares(baseline);
    double[] q = shares(seen);
    double common = 0;
    for (int i = 0; i < p.length; i++) {
      common += Math.sqrt(p[i] * q[i]);
    }
    return Math.sqrt(Math.clamp(1 - common, 0, 1));
  }

  /// The total variation distance, `½ Σ |p − q|`: the greatest difference in probability that the
  /// two give to any set of bins.
  public static double tvd(List<Long> baseline, List<Long> seen) {
    double[] p = shares(baseline);
    double[] q = shares(seen);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs(p[i] - q[i]);
    }
    return sum / 2;
  }

  /// Pearson's χ² by request, `Σ (q − p)² / p`: the statistic `Σ (O − E)² / E` over the window's
  /// counts, divided by their sum (Pearson 1900). Its root is Cohen's w, of which 0.1 is called
  /// small, 0.3 medium and 0.5 large (Cohen, Statistical Power Analysis, 1988).
  public static double chiSquared(List<Long> baseline, List<Long> seen) {
    double[] p = filled(baseline);
    double[] q = shares(seen);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += (q[i] - p[i]) * (q[i] - p[i]) / p[i];
    }
    return sum;
  }

  /// The distance of Wasserstein, `∫ |F − G| dx`, which is how far values have to be moved in the
  /// mean; in standard deviations of the baseline. Values count as the edge at or below them, and
  /// those below all edges as the least (Villani, Optimal Transport, 2009, for one dimension).
  ///
  /// @param edges rising; one fewer than counts
  /// @param deviation of the baseline, above 0
  public static double wasserstein(
      List<Double> edges, double deviation, List<Long> baseline, List<Long> seen) {
    double[] p = shares(baseline);
    double[] q = shares(seen);
    double apart = p[0] - q[0];
    double sum = 0;
    for (int i = 1; i < edges.size(); i++) {
      apart += p[i] - q[i];
      sum += Math.abs(apart) * (edges.get(i) - edges.get(i - 1));
    }
    return sum / deviation;
  }

  private static double surprise(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
  }

  private static double[] filled(List<Long> counts) {
    double[] shares = shares(counts);
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.max(EMPTY, shares[i]);
    }
    return shares;
  }

  private static double[] shares(List<Long> counts) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    return counts.stream().mapToDouble(count -> total == 0 ? 0 : (double) count / total).toArray();
  }
}
