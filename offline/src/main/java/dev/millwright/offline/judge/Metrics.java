package dev.millwright.offline.judge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How well probabilities say what came true.
final class Metrics {
  private static final double SMALLEST = 1e-15;

  private Metrics() {}

  /// By name: `auc`, `log_loss`, `brier`, `accuracy` at one half, `base_rate`, `base_log_loss` of
  /// always answering the base rate, `examples`.
  static SortedMap<String, Double> of(double[] scores, List<Double> labels) {
    double[] truth = labels.stream().mapToDouble(Double::doubleValue).toArray();
    double base = Arrays.stream(truth).average().orElse(Double.NaN);
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("auc", auc(scores, truth));
    metrics.put("log_loss", logLoss(scores, truth));
    metrics.put("brier", mean(scores, truth, (score, label) -> (score - label) * (score - label)));
    metrics.put(
        "accuracy", mean(scores, truth, (score, label) -> (score >= 0.5) == (label > 0) ? 1 : 0));
    metrics.put("base_rate", base);
    double[] always = new double[truth.length];
    Arrays.fill(always, base);
    metrics.put("base_log_loss", logLoss(always, truth));
    metrics.put("examples", (double) truth.length);
    return metrics;
  }

  /// The probability that a true example scores above a false one, ties counting half: the
  /// Mann-Whitney statistic from mid-ranks (Hanley and McNeil 1982).
  static double auc(double[] scores, double[] truth) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double rankSum = 0;
    long positives = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        end++;
      }
      double midRank = (start + 1 + end) / 2.0;
      for (int i = start; i < end; i++) {
        if (truth[order[i]] > 0) {
          rankSum += midRank;
          positives++;
        }
      }
      start = end;
    }
    double negatives = (double) scores.length - positives;
    return (rankSum - positives * (positives + 1) / 2.0) / (positives * negatives);
  }

  private static double logLoss(double[] scores, double[] truth) {
    return mean(
        scores,
        truth,
        (score, label) -> {
          double bounded = Math.min(1 - SMALLEST, Math.max(SMALLEST, score));
          return -Math.log(label > 0 ? bounded : 1 - bounded);
        });
  }

  private static double mean(double[] scores, double[] truth, Loss loss) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += loss.of(scores[i], truth[i]);
    }
    return sum / scores.length;
  }

  @FunctionalInterface
  private interface Loss {
    double of(double score, double label);
  }
}
