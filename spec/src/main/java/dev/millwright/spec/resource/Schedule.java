package dev.millwright.spec.resource;

/// When something starts by itself. Operational.
///
/// @param cron five fields: minute, hour, day of the month, month, day of the week
/// @param timeZone a name of the time zone database, such as `Europe/Amsterdam`
public record Schedule(String cron, String timeZone, Concurrency concurrency) {
  /// What happens when it is time and the one before still runs.
  public enum Concurrency {
    ALLOW,
    FORBID,
    REPLACE
  }
}
