package dev.millwright.cli.report;

import java.util.Locale;
import java.util.Map;

/// A model's metrics on held-out examples, as a line.
final class Judged {
  private Judged() {}

  /// @param metrics by name, as the judging run recorded them
  static String line(String model, Map<String, String> metrics) {
    return String.format(
        Locale.ROOT,
        "%s  AUC %.3f; log loss %.3f, and %.3f for saying the base rate of %.3f to everyone; on"
            + " %.0f held-out examples",
        model,
        number(metrics, "auc"),
        number(metrics, "log_loss"),
        number(metrics, "base_log_loss"),
        number(metrics, "base_rate"),
        number(metrics, "examples"));
  }

  private static double number(Map<String, String> metrics, String name) {
    return Double.parseDouble(metrics.getOrDefault(name, "NaN"));
  }
}
