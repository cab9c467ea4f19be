package dev.millwright.cli.follow;

import dev.millwright.cli.output.Console;
import dev.millwright.tracking.StepRecord;
import java.time.Duration;
import java.time.Instant;

/// One step of a rollout as a line for people.
final class StepLine {
  private static final int WIDTH = 36;

  private StepLine() {}

  static String of(StepRecord step) {
    String mark =
        switch (step.state()) {
          case DONE -> "@|green ✓|@";
          case FAILED -> "@|red ✗|@";
          case ABANDONED -> "@|yellow -|@";
          case WAITING, RUNNING -> " ";
        };
    return "  %s %s %s%s"
        .formatted(
            mark,
            padded(words(step.id())),
            took(step),
            step.cause().map(cause -> "  " + Console.literal(cause)).orElse(""));
  }

  static String running(StepRecord step, Instant now) {
    long seconds = step.began().map(began -> Duration.between(began, now).toSeconds()).orElse(0L);
    return "  @|cyan …|@ %s %3d s".formatted(padded(words(step.id())), seconds);
  }

  /// `ingest:origin-delays` reads `ingest origin-delays`.
  private static String words(String id) {
    int colon = id.indexOf(':');
    return colon < 0 ? id : "%-10s %s".formatted(id.substring(0, colon), id.substring(colon + 1));
  }

  private static String padded(String text) {
    return ("%-" + WIDTH + "s").formatted(text);
  }

  private static String took(StepRecord step) {
    return step.began().isPresent() && step.ended().isPresent()
        ? "%5.1f s"
            .formatted(Duration.between(step.began().get(), step.ended().get()).toMillis() / 1000.0)
        : "";
  }
}
