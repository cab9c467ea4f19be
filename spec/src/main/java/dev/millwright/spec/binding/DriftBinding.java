package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Monitor.Drift;
import dev.millwright.spec.resource.Monitor.Method;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What of a monitor is drift.
final class DriftBinding {
  private static final SortedMap<Method, Double> STANDARD = new TreeMap<>(Map.of(Method.PSI, 0.2));

  private DriftBinding() {}

  /// When nothing is said.
  static Drift standard() {
    return new Drift(STANDARD, new TreeMap<>());
  }

  static Drift read(Fields fields) {
    return new Drift(
        fields
            .optional("default")
            .map(value -> value.fields(DriftBinding::thresholds))
            .orElse(STANDARD),
        fields
            .optional("features")
            .map(
                value ->
                    value.map(
                        Words.IDENTIFIER,
                        Words.AN_IDENTIFIER,
                        feature -> feature.fields(DriftBinding::thresholds)))
            .orElseGet(TreeMap::new),
        fields.optional("methods").map(it -> Choices.of(it, Method.values(), Method::word)));
  }

  private static SortedMap<Method, Double> thresholds(Fields fields) {
    SortedMap<Method, Double> thresholds = new TreeMap<>();
    for (Method method : Method.values()) {
      fields
          .optional(method.word())
          .ifPresent(value -> thresholds.put(method, threshold(method, value)));
    }
    return thresholds;
  }

  private static double threshold(Method method, Value value) {
    double threshold = value.positiveNumber();
    if (method.isShare() && threshold >= 1) {
      value.invalid(
          "is " + value.cut() + ", and the distance never goes beyond 1, so that nothing drifts",
          "write a number between 0 and 1, such as `0.1`");
    }
    return threshold;
  }
}
