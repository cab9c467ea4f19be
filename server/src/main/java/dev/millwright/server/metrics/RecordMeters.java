package dev.millwright.server.metrics;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.AlertRecord;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.Pointers;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import dev.millwright.tracking.Tallies;
import dev.millwright.tracking.Tracking;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is on record about releases, revisions, rollouts and alerts.
final class RecordMeters {
  private final Tracking tracking;
  private final InstantSource clock;
  private final MultiGauge live;
  private final MultiGauge lastGood;
  private final MultiGauge wanted;
  private final MultiGauge findings;
  private final MultiGauge phase;
  private final MultiGauge traffic;
  private final MultiGauge running;
  private final MultiGauge alerts;
  private volatile Map<Phase, Long> rollouts = Map.of();
  private volatile long quarantined;

  RecordMeters(MeterRegistry registry, Tracking tracking, InstantSource clock) {
    this.tracking = tracking;
    this.clock = clock;
    this.live = rows(registry, "live.info", "The release that has all traffic");
    this.lastGood = rows(registry, "last.good.info", "The release that a failure leads back to");
    this.wanted = rows(registry, "wanted.info", "What the newest commit that compiles means");
    this.findings = rows(registry, "revision.findings", "Findings of the newest commit");
    this.phase = rows(registry, "rollout.phase", "The phase of the rollout that is under way");
    this.traffic = rows(registry, "rollout.traffic.ratio", "The share that its target has");
    this.running = running(registry);
    this.alerts = rows(registry, "alert.firing", "Whether an alert of a monitor fires");
    Gauge.builder("millwright.quarantined.releases", () -> quarantined)
        .description("Releases in quarantine")
        .strongReference(true)
        .register(registry);
    Arrays.stream(Phase.values()).filter(Phase::isEnd).forEach(end -> count(registry, end));
  }

  private static MultiGauge rows(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder("millwright." + name).description(description).register(registry);
  }

  private static MultiGauge running(MeterRegistry registry) {
    return MultiGauge.builder("millwright.rollout.step.running")
        .description("How long the steps that are under way have run")
        .baseUnit("seconds")
        .register(registry);
  }

  private void count(MeterRegistry registry, Phase end) {
    FunctionCounter.builder(
            "millwright.rollouts", this, it -> it.rollouts.getOrDefault(end, 0L).doubleValue())
        .description("Rollouts that have come to an end")
        .tag("end", end.word())
        .register(registry);
  }

  void read() {
    rollouts = tracking.tallies().rollouts();
    quarantined = tracking.tallies().quarantined();
    releases(tracking.pointers());
    findings();
    underWay(tracking.rollouts().inProgress());
    show(alerts, tracking.tallies().alerts().stream().map(RecordMeters::alert));
  }

  private void releases(Pointers pointers) {
    show(live, pointers.live().stream().map(this::release));
    show(lastGood, pointers.lastGood().stream().map(this::release));
    show(wanted, tracking.tallies().wanted().stream().map(it -> row(it.release(), it.revision())));
  }

  private Row<?> release(Digest release) {
    return row(
        release, tracking.releases().revisionsOf(release).stream().findFirst().orElse("unknown"));
  }

  private static Row<?> row(Digest release, String revision) {
    return Row.of(Tags.of("release", release.brief(), "revision", revision), 1);
  }

  private void findings() {
    List<Severity> found =
        tracking.releases().revisions(1).stream()
            .map(RevisionRecord::diagnostics)
            .flatMap(List::stream)
            .map(Diagnostic::severity)
            .toList();
    show(
        findings,
        Arrays.stream(Severity.values())
            .map(
                it ->
                    Row.of(
                        Tags.of("severity", word(it.name())), Collections.frequency(found, it))));
  }

  private void underWay(Optional<RolloutRecord> rollout) {
    show(
        phase,
        Arrays.stream(Phase.values())
            .filter(it -> !it.isEnd())
            .map(it -> Row.of(Tags.of("phase", it.word()), isIn(it, rollout) ? 1 : 0)));
    show(
        traffic,
        rollout.stream()
            .map(it -> Row.of(Tags.of("release", it.target().brief()), it.percent() / 100.0)));
    show(running, rollout.stream().flatMap(this::steps));
  }

  private static boolean isIn(Phase phase, Optional<RolloutRecord> rollout) {
    return rollout.filter(it -> it.phase() == phase).isPresent();
  }

  private Stream<Row<?>> steps(RolloutRecord rollout) {
    Map<String, String> actions =
        rollout.plan().steps().stream()
            .collect(Collectors.toMap(Step::id, it -> word(it.action().name())));
    return rollout.steps().stream()
        .filter(it -> it.state() == StepState.RUNNING)
        .map(
            it ->
                Row.of(
                    Tags.of("action", actions.getOrDefault(it.id(), "unknown"), "step", it.id()),
                    since(it)));
  }

  private double since(StepRecord step) {
    return Math.max(
        0,
        Duration.between(step.began().orElse(clock.instant()), clock.instant()).toMillis() / 1e3);
  }

  private static Row<?> alert(Tallies.Alert alert) {
    return Row.of(
        Tags.of("monitor", alert.monitor(), "alert", alert.name(), "severity", alert.severity()),
        alert.state() == AlertRecord.State.FIRING ? 1 : 0);
  }

  private static void show(MultiGauge gauge, Stream<? extends Row<?>> rows) {
    gauge.register(rows.collect(Collectors.<Row<?>>toList()), true);
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
