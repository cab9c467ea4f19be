package dev.millwright.reconciler.monitor;

import dev.millwright.reconciler.alert.AlertMachine;
import dev.millwright.reconciler.alert.AlertMachine.Answer;
import dev.millwright.reconciler.alert.AlertState;
import dev.millwright.reconciler.engine.World;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Alert;
import dev.millwright.spec.resource.Monitor.Quality;
import dev.millwright.tracking.AlertRecord;
import dev.millwright.tracking.AlertStanding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The alerts of one monitor: each window moves them, and where they stand is in the record.
record Alerts(World world, Monitor monitor) {
  /// Moves one alert through a window.
  ///
  /// @return whether this very window fired it
  boolean move(Alert alert, WindowVerdict window) {
    Optional<AlertStanding> before =
        world.tracking().monitoring().standing(monitor.metadata().name(), alert.name());
    AlertState state = before.map(Alerts::state).orElseGet(AlertState::initial);
    AlertMachine.Moved moved = AlertMachine.move(alert, state, window.end(), answer(alert, window));
    if (!moved.state().equals(state)) {
      Optional<String> open = before.flatMap(AlertStanding::episode);
      Optional<String> episode = episode(alert, moved.state(), open, window.end());
      if (window.verdict() != Verdict.NOT_ENOUGH_DATA) {
        episode.or(() -> open).ifPresent(id -> keep(id, alert, moved.state(), window));
      }
      world.tracking().monitoring().save(standing(alert, moved.state(), episode));
    }
    return moved.fired();
  }

  private Answer answer(Alert alert, WindowVerdict window) {
    if (window.verdict() == Verdict.NOT_ENOUGH_DATA) {
      return Answer.NOT_ENOUGH_DATA;
    }
    long features =
        window.features().stream()
            .filter(FeatureDrift::drifted)
            .map(FeatureDrift::feature)
            .distinct()
            .count();
    Map<String, Object> values = new TreeMap<>();
    values.put("drifted", window.verdict() == Verdict.DRIFTED);
    values.put("drifted_features", features);
    values.put("samples", window.samples());
    for (Quality quality : Quality.values()) {
      values.put(quality.word(), shows(window, quality));
    }
    return world.conditions().holds(alert.when().expression(), values) ? Answer.YES : Answer.NO;
  }

  private static boolean shows(WindowVerdict window, Quality quality) {
    return window.observed().stream()
        .flatMap(observed -> observed.flaws().stream())
        .anyMatch(flaw -> flaw.quality() == quality);
  }

  /// The episode that the alert is in after the window: one goes on until the alert is calm.
  private Optional<String> episode(
      Alert alert, AlertState state, Optional<String> open, Instant windowEnd) {
    return switch (state.phase()) {
      case INACTIVE, RESOLVED -> Optional.empty();
      case PENDING, FIRING ->
          open.or(
              () ->
                  Optional.of(
                      "%s.%s-%d"
                          .formatted(
                              monitor.metadata().name(),
                              alert.name(),
                              windowEnd.getEpochSecond())));
    };
  }

  private void keep(String id, Alert alert, AlertState state, WindowVerdict window) {
    Instant now = world.clock().instant();
    Optional<AlertRecord> before = world.tracking().monitoring().alert(id);
    AlertRecord.State to = word(state.phase());
    boolean over = to == AlertRecord.State.RESOLVED;
    world
        .tracking()
        .monitoring()
        .save(
            new AlertRecord(
                id,
                monitor.metadata().name(),
                alert.name(),
                alert.severity(),
                to,
                over ? before.map(AlertRecord::dataAt).orElse(window.end()) : window.end(),
                over
                    ? before.map(AlertRecord::sentence).orElse("")
                    : DriftWords.sentence(window, monitor.window().minSamples()),
                before.map(AlertRecord::began).orElse(now),
                over ? Optional.of(now) : Optional.empty()));
    if (over && before.filter(it -> it.state() == AlertRecord.State.FIRING).isPresent()) {
      tell("the alert %s of %s is resolved".formatted(alert.name(), monitor.metadata().name()));
    }
  }

  private void tell(String sentence) {
    world
        .tracking()
        .story()
        .tell(
            world.clock().instant(),
            "monitor",
            Optional.of(monitor.address().toString()),
            sentence);
  }

  private AlertStanding standing(Alert alert, AlertState state, Optional<String> episode) {
    return new AlertStanding(
        monitor.metadata().name(),
        alert.name(),
        state.phase().name(),
        state.streak(),
        state.firedAt(),
        state.through(),
        episode);
  }

  private static AlertState state(AlertStanding standing) {
    return new AlertState(
        AlertState.Phase.valueOf(standing.phase()),
        standing.streak(),
        standing.firedAt(),
        standing.through());
  }

  private static AlertRecord.State word(AlertState.Phase phase) {
    return switch (phase) {
      case PENDING -> AlertRecord.State.PENDING;
      case FIRING -> AlertRecord.State.FIRING;
      case INACTIVE, RESOLVED -> AlertRecord.State.RESOLVED;
    };
  }
}
