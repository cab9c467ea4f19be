package dev.millwright.offline.watch;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Flaw;
import dev.millwright.spec.job.JobResult.Measure;
import dev.millwright.spec.job.JobResult.Observed;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Quality;
import dev.millwright.spec.resource.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges windows of what is kept against the monitor's baseline.
///
/// @param baselines by feature
record Judgement(Monitor monitor, WatchState state, Map<String, Baseline> baselines) {
  /// What a feature is compared with.
  @FunctionalInterface
  private interface Expected {
    Seen of(String feature, Baseline baseline);
  }

  /// A window that begins before the recording does was not seen whole, and says nothing.
  WindowVerdict of(Instant start, Instant end) {
    Pane window = panes(start, end);
    Optional<Expected> expected = expected(start);
    if (isBeforeTheRecording(start) || isTooFew(window) || expected.isEmpty()) {
      return new WindowVerdict(start, end, window.samples(), Verdict.NOT_ENOUGH_DATA, List.of());
    }
    List<FeatureDrift> drifts = drifts(window, expected.get());
    boolean drifted = drifts.stream().anyMatch(FeatureDrift::drifted);
    return new WindowVerdict(
        start,
        end,
        window.samples(),
        drifted ? Verdict.DRIFTED : Verdict.OK,
        drifts,
        observed(window, expected.get()));
  }

  /// Nothing when the baseline is not there yet, was not seen whole or holds too few requests.
  private Optional<Expected> expected(Instant window) {
    if (monitor.baseline().isEmpty()) {
      return Optional.of((_, baseline) -> baseline.training());
    }
    return switch (monitor.baseline().get()) {
      case Stretch.Before(var length) -> stretch(window.minus(length), window);
      case Stretch.Between(var _, var to) when to.isAfter(window) -> Optional.empty();
      case Stretch.Between(var from, var to) ->
          stretch(from, to.minus(monitor.window().slide()).plusNanos(1));
    };
  }

  private Optional<Expected> stretch(Instant from, Instant to) {
    Pane stretch = panes(from, to);
    return isBeforeTheRecording(from) || isTooFew(stretch)
        ? Optional.empty()
        : Optional.of((feature, _) -> stretch.seen(feature));
  }

  private boolean isBeforeTheRecording(Instant start) {
    return start.isBefore(state.panes().firstKey());
  }

  private boolean isTooFew(Pane pane) {
    return pane.samples() < monitor.window().minSamples();
  }

  private Pane panes(Instant start, Instant end) {
    return state.panes().subMap(start, end).values().stream().reduce(Pane.empty(), Pane::plus);
  }

  private List<FeatureDrift> drifts(Pane window, Expected expected) {
    List<FeatureDrift> drifts = new ArrayList<>();
    baselines.forEach(
        (feature, baseline) ->
            monitor
                .drift()
                .thresholds(feature, type(baseline))
                .forEach(
                    (method, threshold) ->
                        baseline
                            .distance(method, expected.of(feature, baseline), window.seen(feature))
                            .map(
                                value ->
                                    new FeatureDrift(
                                        feature, method, value, threshold, value > threshold))
                            .ifPresent(drifts::add)));
    return drifts;
  }

  private Optional<Observed> observed(Pane window, Expected expected) {
    if (monitor.drift().methods().isEmpty() && monitor.quality().isEmpty()) {
      return Optional.empty();
    }
    List<Measure> measures = new ArrayList<>();
    List<Flaw> flaws = new ArrayList<>();
    baselines.forEach(
        (feature, baseline) -> {
          Seen before = expected.of(feature, baseline);
          Seen seen = window.seen(feature);
          measures.addAll(measures(feature, baseline, before, seen));
          for (Quality quality : Quality.values()) {
            if (monitor.looksAt(quality)) {
              flaw(feature, quality, baseline, before, seen).ifPresent(flaws::add);
            }
          }
        });
    return Optional.of(new Observed(measures, flaws));
  }

  private List<Measure> measures(String feature, Baseline baseline, Seen before, Seen seen) {
    return monitor.drift().measures(feature, type(baseline)).stream()
        .flatMap(
            method ->
                baseline
                    .distance(method, before, seen)
                    .map(value -> new Measure(feature, method, value))
                    .stream())
        .toList();
  }

  private static Optional<Flaw> flaw(
      String feature, Quality quality, Baseline baseline, Seen before, Seen seen) {
    return switch (quality) {
      case NULLS -> flaw(feature, quality, before.nulls(), seen.nulls());
      case RANGES -> flaw(feature, quality, before.outside(), seen.outside());
      case NEW_CATEGORIES ->
          baseline.knowsCategories() && baseline.isCounted(before) && baseline.isCounted(seen)
              ? flaw(feature, quality, before.others(), seen.others())
              : Optional.empty();
    };
  }

  private static Optional<Flaw> flaw(String feature, Quality quality, Share before, Share now) {
    return now.hasRisenFrom(before)
        ? Optional.of(new Flaw(feature, quality, now.value(), before.value()))
        : Optional.empty();
  }

  private static BaseType type(Baseline baseline) {
    return baseline.column().type().base();
  }
}
