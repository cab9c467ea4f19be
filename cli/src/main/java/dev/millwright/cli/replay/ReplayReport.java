package dev.millwright.cli.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// What a replay came to.
///
/// @param stopped whether somebody ended it before its time
/// @param verdicts what each monitor's newest window says
/// @param alerts a sentence each
/// @param proposals branches with proposed commits
public record ReplayReport(
    Played played,
    boolean stopped,
    List<String> verdicts,
    List<String> alerts,
    List<String> proposals) {
  public ReplayReport {
    verdicts = List.copyOf(verdicts);
    alerts = List.copyOf(alerts);
    proposals = List.copyOf(proposals);
  }

  /// A step as a line.
  public static String line(ReplayStep step) {
    return "%s to %s  %s  %s"
        .formatted(
            date(step.from()),
            date(step.to()),
            step.sent().words(),
            String.join("; ", step.verdicts()));
  }

  public Sent sent() {
    return played.sent();
  }

  /// All of it, for people.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s to %s: %s%s"
            .formatted(
                date(played.from()),
                date(played.to()),
                sent().words().strip(),
                stopped ? "; stopped before the end" : ""));
    verdicts.forEach(verdict -> lines.add("drift     " + verdict));
    alerts.forEach(alert -> lines.add("alert     " + alert));
    proposals.forEach(
        branch -> lines.add("proposed  " + branch + "   look at it: git log -1 " + branch));
    return lines;
  }

  private static String date(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
