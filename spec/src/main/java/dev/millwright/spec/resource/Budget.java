package dev.millwright.spec.resource;

import java.time.Duration;

/// How often a [Monitor] may start a workflow.
///
/// @param times in any stretch of event time of that length, at most
public record Budget(int times, Span span) {
  public enum Span {
    DAY(1),
    WEEK(7),
    MONTH(30);

    private final int days;

    Span(int days) {
      this.days = days;
    }

    public Duration length() {
      return Duration.ofDays(days);
    }
  }
}
