package dev.millwright.serving.measure;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What a process has answered. Safe for use by many threads.
public final class Measurements {
  private static final Duration[] BUCKETS =
      java.util.stream.DoubleStream.of(
              0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
          .mapToObj(millis -> Duration.ofNanos(Math.round(millis * 1e6)))
          .toArray(Duration[]::new);
  private static final Duration[] STEP_BUCKETS =
      java.util.stream.DoubleStream.of(1, 5, 10, 25, 50, 100, 250, 1_000, 10_000, 100_000)
          .mapToObj(micros -> Duration.ofNanos(Math.round(micros * 1e3)))
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Digest, Answers> byRelease = new ConcurrentHashMap<>();
  private final Map<Answered, Series> series = new ConcurrentHashMap<>();

  private final Copies copies = new Copies();

  public Measurements() {
    counter("millwright.copies", copies, it -> it.sum(CopiesMeasured::requests));
    counter("millwright.copies.errors", copies, it -> it.sum(CopiesMeasured::errors));
  }

  /// Shows also what is only known to who sends copies.
  public void sendsCopies() {
    counter("millwright.copies.dropped", copies, it -> it.sum(CopiesMeasured::dropped));
    counter("millwright.copies.compared", copies, it -> it.sum(CopiesMeasured::compared));
    counter("millwright.copies.differing", copies, it -> it.sum(CopiesMeasured::differing));
  }

  private record Answered(Digest release, Name graph, int status) {}

  private record Graph(Digest release, Name graph) {}

  private final Map<Graph, Answers> byGraph = new ConcurrentHashMap<>();

  private record Series(Answers release, Answers graph, Timer timer) {}

  /// Counts an answer.
  public void answered(Digest release, Name graph, int status, long nanos) {
    Series counted = series.computeIfAbsent(new Answered(release, graph, status), this::seriesOf);
    counted.release().add(status, nanos);
    counted.graph().add(status, nanos);
    counted.timer().record(nanos, TimeUnit.NANOSECONDS);
  }

  /// What the answers of a graph say.
  public FieldCounts fields(Digest release, Name graph) {
    return byGraph.computeIfAbsent(new Graph(release, graph), this::answersOf).fields();
  }

  private Answers answersOf(Graph of) {
    return new Answers(new FieldCounts(field -> summary(of, field)::record));
  }

  private DistributionSummary summary(Graph of, String field) {
    return DistributionSummary.builder("millwright.answer")
        .description("What a field of the answers says")
        .tag("graph", of.graph().text())
        .tag("release", of.release().brief())
        .tag("field", field)
        .register(registry);
  }

  private Series seriesOf(Answered answered) {
    return new Series(
        byRelease.computeIfAbsent(answered.release(), _ -> new Answers()),
        byGraph.computeIfAbsent(new Graph(answered.release(), answered.graph()), this::answersOf),
        Timer.builder("millwright.request")
            .description("Time from request to answer")
            .tag("graph", answered.graph().text())
            .tag("release", answered.release().brief())
            .tag("code", Integer.toString(answered.status()))
            .serviceLevelObjectives(BUCKETS)
            .register(registry));
  }

  /// The timer of one step.
  public Timer step(Name graph, String step) {
    return Timer.builder("millwright.step")
        .description("Time that a step of a graph takes")
        .tag("graph", graph.text())
        .tag("step", step)
        .serviceLevelObjectives(STEP_BUCKETS)
        .register(registry);
  }

  /// Shows a number that others keep and that only rises.
  public <T> void counter(String name, T state, java.util.function.ToDoubleFunction<T> value) {
    io.micrometer.core.instrument.FunctionCounter.builder(name, state, value).register(registry);
  }

  /// Requests that nobody waits for are counted apart.
  public Copies copies() {
    return copies;
  }

  /// What the platform asks for: answers, and those to copies, cumulative by release.
  public Map<String, Object> told() {
    return Map.of("byRelease", measured(), "copies", copies.measured());
  }

  /// Cumulative measurements by release, each with its graphs.
  public SortedMap<Digest, ReleaseMeasured> measured() {
    SortedMap<Digest, ReleaseMeasured> all = new TreeMap<>();
    byRelease.forEach(
        (release, answers) ->
            all.put(release, ReleaseMeasured.of(answers.measured(), graphsOf(release))));
    return all;
  }

  private SortedMap<Name, Measured> graphsOf(Digest release) {
    SortedMap<Name, Measured> graphs = new TreeMap<>();
    byGraph.forEach(
        (key, answers) -> {
          if (key.release().equals(release)) {
            graphs.put(key.graph(), answers.measured());
          }
        });
    return graphs;
  }

  /// The text that Prometheus scrapes.
  public String scrape() {
    return registry.scrape();
  }
}
