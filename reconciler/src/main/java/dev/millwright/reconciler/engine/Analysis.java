package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Traffic;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Judges a release's traffic over a stretch of time against the stable one's at the same time. Too
/// few samples are inconclusive and never a pass, unless nothing is asked of them.
public record Analysis(Rollout rollout, Conditions conditions) {
  private static final String PSI = "psi(";

  /// What an analysis says.
  public sealed interface Verdict {}

  public record Pass() implements Verdict {}

  public record Inconclusive(String why) implements Verdict {}

  public record Fail(String why) implements Verdict {}

  /// @param candidate the new release's traffic in the stretch
  /// @param stable the old one's; absent where it does not answer beside the new one, so that there
  ///   is nothing to hold answers against
  public Verdict judge(Traffic candidate, Optional<Traffic> stable) {
    if (rollout.analysis().isEmpty()) {
      return new Pass();
    }
    if (candidate.requests() < Math.max(1, rollout.minSamples())) {
      return new Inconclusive(
          "%d requests, and %d are asked"
              .formatted(candidate.requests(), Math.max(1, rollout.minSamples())));
    }
    Map<String, Object> values = new TreeMap<>(values("", candidate));
    stable.filter(it -> it.requests() > 0).ifPresent(it -> values.putAll(values("stable.", it)));
    stable.ifPresent(it -> values.putAll(drifts(candidate, it)));
    return verdict(values, stable.isPresent());
  }

  private Verdict verdict(Map<String, Object> values, boolean isBeside) {
    Optional<String> unknown = Optional.empty();
    for (Formula condition : rollout.analysis()) {
      Optional<String> drift =
          drifts(condition).filter(name -> !values.containsKey(name)).findFirst();
      if (drift.isEmpty() && !conditions.holds(condition.expression(), values)) {
        return new Fail(sentence(condition, values));
      }
      unknown = unknown.or(() -> drift.filter(_ -> isBeside));
    }
    return unknown.isPresent()
        ? new Inconclusive("too few answers to tell " + unknown.get() + " from chance")
        : new Pass();
  }

  /// The measures that conditions name of how far answers are apart.
  private Map<String, Object> drifts(Traffic candidate, Traffic stable) {
    Map<String, Object> values = new TreeMap<>();
    rollout.analysis().stream()
        .flatMap(Analysis::drifts)
        .distinct()
        .forEach(
            name -> {
              String field = name.substring(PSI.length(), name.length() - 1);
              candidate.said(field).psi(stable.said(field)).ifPresent(it -> values.put(name, it));
            });
    return values;
  }

  private static Stream<String> drifts(Formula condition) {
    return condition.expression().names().stream().filter(name -> name.startsWith(PSI));
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
