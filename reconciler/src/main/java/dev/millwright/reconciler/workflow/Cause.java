package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.monitor.Fired;
import dev.millwright.spec.Name;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Why a workflow runs, and as of when. In the record it stands among the run's parameters.
///
/// @param asOf the data's present that it trains up to
/// @param alarm the alert that started it; absent when a person did
record Cause(Instant asOf, Optional<Alarm> alarm) {
  private static final String AS_OF = "asOf";
  private static final String MONITOR = "monitor";
  private static final String ALERT = "alert";
  private static final String FIRED_AT = "firedAt";

  /// @param firedAt the end of the window that fired the alert, in event time
  record Alarm(Name monitor, String alert, Instant firedAt) {}

  static Cause byHand(Instant present) {
    return new Cause(present.truncatedTo(ChronoUnit.SECONDS), Optional.empty());
  }

  static Cause of(Fired fired) {
    return new Cause(
        fired.now().truncatedTo(ChronoUnit.SECONDS),
        Optional.of(
            new Alarm(fired.monitor().metadata().name(), fired.alert().name(), fired.at())));
  }

  static Cause read(SortedMap<String, String> parameters) {
    return new Cause(
        Instant.parse(parameters.getOrDefault(AS_OF, "")),
        Optional.ofNullable(parameters.get(MONITOR))
            .map(
                monitor ->
                    new Alarm(
                        Name.of(monitor),
                        parameters.getOrDefault(ALERT, ""),
                        Instant.parse(parameters.getOrDefault(FIRED_AT, "")))));
  }

  SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put(AS_OF, asOf.toString());
    alarm.ifPresent(
        it -> {
          parameters.put(MONITOR, it.monitor().text());
          parameters.put(ALERT, it.alert());
          parameters.put(FIRED_AT, it.firedAt().toString());
        });
    return parameters;
  }

  /// In words, to follow "because".
  String sentence() {
    return alarm
        .map(
            it ->
                "the alert %s of %s fired at %s".formatted(it.alert(), it.monitor(), it.firedAt()))
        .orElse("it was asked for");
  }
}
