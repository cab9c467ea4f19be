package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Quality;
import dev.millwright.spec.resource.Monitor.Windows;
import dev.millwright.spec.resource.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MonitorBinding {
  private MonitorBinding() {}

  static Monitor read(Metadata metadata, Fields spec) {
    Optional<Stretch> baseline = spec.optional("baseline").flatMap(MonitorBinding::baseline);
    Windows window = spec.required("window", "{size: 7d}").fields(MonitorBinding::window);
    return new Monitor(
        metadata,
        Words.reference(spec, "of", "predict-delay"),
        window,
        spec.optional("drift")
            .map(value -> value.fields(DriftBinding::read))
            .orElseGet(DriftBinding::standard),
        spec.optional("writeTo")
            .map(
                value ->
                    value.fields(
                        fields -> Words.reference(fields, "featureSet", "delay-predictions"))),
        spec.optional("alerts")
            .map(value -> AlertBinding.list(value, window.slide()))
            .orElse(List.of()),
        spec.optional("onDrift").map(value -> value.fields(AlertBinding::onDrift)),
        baseline,
        spec.optional("quality").map(it -> Choices.of(it, Quality.values(), Quality::word)),
        spec.planned("performance").map(value -> value.fields(PerformanceBinding::read)),
        spec.refused("function").map(value -> Words.reference(value, "check-seasons")));
  }

  private static Optional<Stretch> baseline(Value value) {
    if (value.node().isObject()) {
      return Optional.of(value.fields(MonitorBinding::stretch));
    }
    if (value.node().isString()) {
      value.choice(List.of("training"));
    } else {
      value.wrongType("`training` or a mapping", "write it like `{window: 14d}`");
    }
    return Optional.empty();
  }

  private static Stretch stretch(Fields fields) {
    Stretch stretch =
        fields.oneOf(
            List.of(
                new Fields.Variant<Stretch>(
                    "window",
                    "14d",
                    value -> new Stretch.Before(Words.positiveDuration(value, "14d"))),
                new Fields.Variant<Stretch>(
                    "from", "2001-01-01T00:00:00Z", value -> between(value, fields))));
    if (!fields.has("from") && fields.optional("to").isPresent()) {
      fields.invalid("to", "stands without `from`", "say where the stretch begins");
    }
    return stretch;
  }

  private static Stretch between(Value from, Fields fields) {
    Value to = fields.has("from") ? fields.required("to", "2001-02-01T00:00:00Z") : from.muted();
    return new Stretch.Between(instant(from), instant(to));
  }

  private static Instant instant(Value value) {
    return Words.instant(value, "2001-01-01T00:00:00Z");
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
}
