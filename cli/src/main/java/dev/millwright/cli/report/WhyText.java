package dev.millwright.cli.report;

import dev.millwright.cli.output.Console;
import dev.millwright.tracking.RunRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    why.artifact()
        .ifPresent(
            file ->
                lines.add(
                    "  bytes     %s, the file %s of the commit"
                        .formatted(file.content().brief(), Console.literal(file.path()))));
    why.runs().forEach(run -> lines.add(run(run)));
    return lines;
  }

  private static String run(RunRecord run) {
    String outputs =
        run.outputs().entrySet().stream()
            .map(output -> output.getKey() + " " + Console.literal(shown(output.getValue())))
            .collect(Collectors.joining(", "));
    return "  run       %s %s %s%s"
        .formatted(
            run.id(),
            run.kind(),
            run.state().name().toLowerCase(Locale.ROOT),
            outputs.isEmpty() ? "" : ": " + outputs);
  }

  /// Fractions as a person reads them; whole numbers, digests and words as they are.
  private static String shown(String output) {
    return output.matches("-?\\d+\\.\\d+(E-?\\d+)?") ? brief(new BigDecimal(output)) : output;
  }

  private static String brief(BigDecimal number) {
    BigDecimal exact = number.stripTrailingZeros();
    return (exact.scale() <= 0 ? exact : exact.round(new MathContext(4))).toPlainString();
  }

  private static void since(WhyReport.Brought since, List<String> lines) {
    lines.add(
        "  since     commit %s, release %s, %s: %s"
            .formatted(
                since.revision().substring(0, Math.min(10, since.revision().length())),
                since.release().brief(),
                since.at().truncatedTo(ChronoUnit.SECONDS),
                since.action().word()));
    since
        .reasons()
        .forEach(reason -> lines.add("  because   " + Console.literal(reason.sentence())));
  }
}
