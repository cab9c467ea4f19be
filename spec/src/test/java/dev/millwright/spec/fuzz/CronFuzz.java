package dev.millwright.spec.fuzz;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.schedule.Cron;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Any text as a schedule: one that is taken has a next time, what is refused has a place in the
/// text.
public final class CronFuzz {
  private static final Instant NOW = Instant.parse("2001-04-01T00:00:00Z");

  private CronFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    Span zone = Span.startOf("zone");
    switch (Cron.read(text, (start, end) -> part(text, start, end), "UTC", zone)) {
      case Checked.Ok<Cron>(var cron, var _) ->
          hold(cron.next(NOW).filter(it -> it.isAfter(NOW)).isPresent(), text);
      case Checked.Rejected<Cron>(var findings) -> hold(!findings.isEmpty(), text);
    }
  }

  private static Span part(String text, int start, int end) {
    hold(0 <= start && start <= end && end <= text.length(), text);
    return Span.startOf("cron");
  }

  private static void hold(boolean holds, String text) {
    if (!holds) {
      throw new AssertionError(text);
    }
  }
}
