package dev.millwright.reconciler.scene;

import dev.millwright.spec.Name;

/// A function that starts by itself.
///
/// @param cron five fields, in Amsterdam
/// @param days what its parameter is when nobody says
/// @param concurrency what happens when the one before still runs
public record Tidying(String cron, int days, String concurrency) {
  public static final Name NAME = Name.of("tidy");
  public static final String FILE = "functions/tidy.yaml";

  public String yaml() {
    return """
    apiVersion: millwright.dev/v1
    kind: Function
    metadata: {name: tidy}
    spec:
      type: job
      runtime: java
      source: functions/train-delay
      handler: flights.TrainDelay::train
      parameters:
        days: {type: int32, default: %d}
      schedule: {cron: %s, timeZone: Europe/Amsterdam, concurrency: %s}
    """
        .formatted(days, cron, concurrency);
  }
}
