package dev.millwright.reconciler.monitor;

import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Flaw;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Windows in words.
public final class DriftWords {
  private DriftWords() {}

  /// One window: when, what it says, over how many samples.
  ///
  /// @param minSamples how many samples were asked for
  public static String sentence(WindowVerdict window, int minSamples) {
    String flaws = flaws(window);
    return verdict(window, minSamples) + (flaws.isEmpty() ? "" : "; " + flaws);
  }

  private static String verdict(WindowVerdict window, int minSamples) {
    return switch (window.verdict()) {
      case OK -> "%s: no drift over %d samples".formatted(stretch(window), window.samples());
      case DRIFTED ->
          "%s: drifted over %d samples: %s"
              .formatted(stretch(window), window.samples(), drifted(window));
      case NOT_ENOUGH_DATA ->
          "%s: not enough data, %d samples of %d"
              .formatted(stretch(window), window.samples(), minSamples);
    };
  }

  /// What drifted and by how much: `origin_delay_24h psi 0.31 > 0.20`.
  public static String drifted(WindowVerdict window) {
    return window.features().stream()
        .filter(FeatureDrift::drifted)
        .map(DriftWords::measure)
        .collect(Collectors.joining(", "));
  }

  /// What drifted, and what else the values show.
  static String cause(WindowVerdict window) {
    return Stream.of(drifted(window), flaws(window))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /// What else the values show: `distance nulls 0.05, was 0.00`.
  static String flaws(WindowVerdict window) {
    return window.observed().stream()
        .flatMap(observed -> observed.flaws().stream())
        .map(DriftWords::flaw)
        .collect(Collectors.joining(", "));
  }

  private static String flaw(Flaw flaw) {
    return "%s %s %s, was %s"
        .formatted(
            flaw.feature(),
            flaw.quality().word(),
            number(flaw.share(), 2),
            number(flaw.baseline(), 2));
  }

  private static String measure(FeatureDrift drift) {
    String value = number(drift.value(), 2);
    String threshold = number(drift.threshold(), 2);
    boolean close = value.equals(threshold);
    return "%s %s %s > %s"
        .formatted(
            drift.feature(),
            drift.method().word(),
            close ? number(drift.value(), 4) : value,
            close ? number(drift.threshold(), 4) : threshold);
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String stretch(WindowVerdict window) {
    return moment(window.start()) + " to " + moment(window.end());
  }

  /// A midnight as its day.
  private static String moment(Instant at) {
    String text = at.toString();
    return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
  }
}
