package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Alert;
import dev.millwright.spec.resource.Monitor.Drift;
import dev.millwright.spec.resource.Monitor.Method;
import dev.millwright.spec.resource.Monitor.OnDrift;
import dev.millwright.spec.resource.Monitor.Windows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

final class MonitorBinding {
  private static final SortedMap<Method, Double> STANDARD = new TreeMap<>(Map.of(Method.PSI, 0.2));

  private MonitorBinding() {}

  static Monitor read(Metadata metadata, Fields spec) {
    spec.constant("baseline", "training");
    return new Monitor(
        metadata,
        Words.reference(spec, "of", "predict-delay"),
        spec.required("window", "{size: 7d}").fields(MonitorBinding::window),
        spec.optional("drift")
            .map(value -> value.fields(MonitorBinding::drift))
            .orElseGet(() -> new Drift(STANDARD, new TreeMap<>())),
        spec.optional("writeTo")
            .map(
                value ->
                    value.fields(
                        fields -> Words.reference(fields, "featureSet", "delay-predictions"))),
        spec.optional("alerts").map(MonitorBinding::alerts).orElse(List.of()),
        spec.optional("onDrift").map(value -> value.fields(MonitorBinding::onDrift)));
  }

  private static Windows window(Fields fields) {
    Duration size = Words.positiveDuration(fields.required("size", "7d"), "7d");
    return new Windows(
        size,
        fields.optional("slide").map(value -> slide(value, size)).orElse(size),
        fields.optional("minSamples").map(value -> value.integer(1, Integer.MAX_VALUE)).orElse(500),
        fields
            .optional("closeIdleAfter")
            .map(value -> Words.positiveDuration(value, "5m"))
            .orElse(Duration.ofMinutes(5)));
  }

  private static Duration slide(Value value, Duration size) {
    Duration slide = Words.positiveDuration(value, "1d");
    if (slide.compareTo(size) > 0) {
      value.invalid(
          "is longer than `size`, and what falls between two windows is never looked at",
          "make it at most as long as `size`");
    }
    return slide;
  }

  private static Drift drift(Fields fields) {
    return new Drift(
        fields
            .optional("default")
            .map(value -> value.fields(MonitorBinding::thresholds))
            .orElse(STANDARD),
        fields
            .optional("features")
            .map(
                value ->
                    value.map(
                        Words.IDENTIFIER,
                        Words.AN_IDENTIFIER,
                        feature -> feature.fields(MonitorBinding::thresholds)))
            .orElseGet(TreeMap::new));
  }

  private static SortedMap<Method, Double> thresholds(Fields fields) {
    SortedMap<Method, Double> thresholds = new TreeMap<>();
    fields.optional("psi").ifPresent(value -> thresholds.put(Method.PSI, value.positiveNumber()));
    fields.optional("ks").ifPresent(value -> thresholds.put(Method.KS, value.positiveNumber()));
    return thresholds;
  }

  private static List<Alert> alerts(Value value) {
    return value.unique(value.list(element -> element.fields(MonitorBinding::alert)), Alert::name);
  }

  private static Alert alert(Fields fields) {
    return new Alert(
        Words.label(fields.required("name", "features-drifted"), "features-drifted"),
        Words.formula(fields.required("when", "drifted")),
        fields.optional("for").map(value -> value.integer(1, 1000)).orElse(1),
        fields
            .optional("severity")
            .map(value -> value.choice(List.of("low", "medium", "high", "critical")))
            .orElse("medium"),
        fields
            .optional("cooldown")
            .map(value -> Words.duration(value, "6h"))
            .orElse(Duration.ZERO));
  }

  private static OnDrift onDrift(Fields fields) {
    return new OnDrift(
        Words.reference(fields, "run", "retrain-delay"),
        fields.optional("perWeek").map(value -> value.integer(1, 100)).orElse(1));
  }
}
