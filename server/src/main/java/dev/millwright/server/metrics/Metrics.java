package dev.millwright.server.metrics;

import dev.millwright.tracking.Tracking;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The metrics of one process. Safe for use by many threads.
///
/// A process that waits for its turn has those that are counted; those of the record come with it.
public final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<Runnable> readings = new CopyOnWriteArrayList<>();

  public Metrics() {
    this(Map.of());
  }

  /// @param labels that all of them have, to tell a project's from another's
  public Metrics(Map<String, String> labels) {
    labels.forEach((label, value) -> registry.config().commonTags(label, value));
  }

  /// @param leads whether it is this process's turn to write, asked at each scrape
  public void leads(BooleanSupplier leads) {
    yesOrNo("millwright.leads", "Whether it is this process's turn to write", leads);
  }

  /// Shows what is on record, read at each scrape.
  public void record(Tracking tracking, InstantSource clock) {
    readings.add(new RecordMeters(registry, tracking, clock)::read);
    readings.add(new StepMeters(registry, tracking)::read);
  }

  /// @param looked when the repository was last looked at with success; absent before the first
  /// @param answers whether it did the last time
  public void git(Supplier<Optional<Instant>> looked, BooleanSupplier answers) {
    yesOrNo("millwright.git.up", "Whether the repository answered the last time", answers);
    Gauge.builder("millwright.git.success.timestamp", () -> seconds(looked.get()))
        .description("When the repository was last looked at with success")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  private static double seconds(Optional<Instant> at) {
    return at.map(it -> it.toEpochMilli() / 1e3).orElse(Double.NaN);
  }

  /// Counts a call to the API server that writes.
  ///
  /// @param verb the HTTP method
  /// @param resource `deployments`, or `rollouts/status`
  /// @param code the status of the answer, or `none`
  public void written(String verb, String resource, String code) {
    Counter.builder("millwright.api.writes")
        .description("Calls to the API server that write")
        .tag("verb", verb)
        .tag("resource", resource)
        .tag("code", code)
        .register(registry)
        .increment();
  }

  /// Counts an object that somebody else has changed or taken away.
  ///
  /// @param isPutRight otherwise it is left so for a while
  public void drifted(String kind, boolean isPutRight) {
    Counter.builder("millwright.drift.repairs")
        .description("Objects that drifted and were put right, or left after too many repairs")
        .tag("kind", kind)
        .tag("outcome", isPutRight ? "repaired" : "left")
        .register(registry)
        .increment();
  }

  /// Counts a call of a forge.
  ///
  /// @param isTaken otherwise it did not show the secret
  public void called(boolean isTaken) {
    Counter.builder("millwright.webhook.calls")
        .description("Calls that ask to look at the repository now")
        .tag("outcome", isTaken ? "taken" : "refused")
        .register(registry)
        .increment();
  }

  /// The text that Prometheus scrapes.
  ///
  /// @throws dev.millwright.tracking.TrackingFailure when the record cannot be read
  public String scrape() {
    synchronized (readings) {
      readings.forEach(Runnable::run);
      return registry.scrape();
    }
  }

  private void yesOrNo(String name, String description, BooleanSupplier is) {
    Gauge.builder(name, () -> is.getAsBoolean() ? 1 : 0)
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}
