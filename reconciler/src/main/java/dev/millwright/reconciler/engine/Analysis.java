package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Traffic;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Judges a release's traffic over a stretch of time against the stable one's at the same time. Too
/// few samples are inconclusive and never a pass, unless nothing is asked of them.
public record Analysis(Rollout rollout, Conditions conditions) {
  /// What an analysis says.
  public sealed interface Verdict {}

  public record Pass() implements Verdict {}

  public record Inconclusive(String why) implements Verdict {}

  public record Fail(String why) implements Verdict {}

  /// @param candidate the new release's traffic in the stretch
  /// @param stable the old one's
  public Verdict judge(Traffic candidate, Traffic stable) {
    if (rollout.analysis().isEmpty()) {
      return new Pass();
    }
    if (candidate.requests() < Math.max(1, rollout.minSamples())) {
      return new Inconclusive(
          "%d requests, and %d are asked"
              .formatted(candidate.requests(), Math.max(1, rollout.minSamples())));
    }
    Map<String, Object> values = new TreeMap<>(values("", candidate));
    if (stable.requests() > 0) {
      values.putAll(values("stable.", stable));
    }
    Optional<Formula> broken =
        rollout.analysis().stream()
            .filter(condition -> !conditions.holds(condition.expression(), values))
            .findFirst();
    return broken.isPresent() ? new Fail(sentence(broken.get(), values)) : new Pass();
  }

  private static String sentence(Formula condition, Map<String, Object> values) {
    StringBuilder sentence = new StringBuilder(condition.text()).append(" does not hold:");
    condition
        .expression()
        .names()
        .forEach(
            name ->
                sentence.append(' ').append(name).append(" is ").append(words(values.get(name))));
    return sentence.toString();
  }

  private static String words(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.4f", number)
        : String.valueOf(value);
  }

  private static Map<String, Object> values(String prefix, Traffic traffic) {
    Map<String, Object> values = new TreeMap<>();
    values.put(prefix + "requests", traffic.requests());
    put(values, prefix, "errorRate", "error_rate", (double) traffic.errors() / traffic.requests());
    traffic.p50().ifPresent(p50 -> put(values, prefix, "p50", "p50_ms", p50));
    traffic.p99().ifPresent(p99 -> put(values, prefix, "p99", "p99_ms", p99));
    return values;
  }

  /// @param before how the name was spelt before
  private static void put(
      Map<String, Object> values, String prefix, String name, String before, Object value) {
    values.put(prefix + name, value);
    values.put(prefix + before, value);
  }
}
