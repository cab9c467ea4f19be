package dev.millwright.cli.report;

import java.util.ArrayList;
import java.util.List;

/// A component's story for people.
public final class WhyText {
  private WhyText() {}

  public static List<String> of(WhyReport why) {
    List<String> lines = new ArrayList<>();
    lines.add("@|bold %s|@@%s".formatted(why.address(), why.version().brief()));
    why.since().ifPresent(since -> since(since, lines));
    why.dependencies().forEach(dependency -> lines.add("  " + dependency));
    why.snapshot()
        .ifPresent(
            snapshot ->
                lines.add(
                    "  data      snapshot %s%s"
                        .formatted(
                            snapshot.snapshot().brief(),
                            snapshot.until().map(until -> ", known until " + until).orElse(""))));
    why.model()
        .ifPresent(
            model ->
                lines.add(
                    "  bytes     %s, made by run %s"
                        .formatted(model.model().brief(), model.run())));
    why.runs()
        .forEach(
            run ->
                lines.add(
                    "  run       %s %s %s %s"
                        .formatted(
                            run.id(),
                            run.kind(),
                            run.state(),
                            run.outputs().isEmpty() ? "" : run.outputs())));
    return lines;
  }

  private static void since(WhyReport.Brought since, List<String> lines) {
    lines.add(
        "  since     commit %s, %s: %s"
            .formatted(
                since.revision().substring(0, Math.min(10, since.revision().length())),
                since.at(),
                since.action().word()));
    since.reasons().forEach(reason -> lines.add("  because   " + reason.sentence()));
  }
}
