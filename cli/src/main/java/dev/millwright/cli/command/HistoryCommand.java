package dev.millwright.cli.command;

import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    header = "Lists rollouts, newest first: which revision, how it ended, and why.",
    footerHeading = "%nExample:%n",
    footer = "  millwright history -C example-repo --limit 5")
final class HistoryCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  HistoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Tracking tracking = TrackingFile.of(project.running())) {
      List<RolloutRecord> rollouts = tracking.rollouts().list(limit);
      switch (output) {
        case json -> console.json(rollouts);
        case text -> rollouts.forEach(rollout -> console.data(line(rollout)));
      }
    }
    return ExitCode.OK.status();
  }

  private static String line(RolloutRecord rollout) {
    String cause = rollout.cause().map(text -> "  " + Console.literal(text)).orElse("");
    return "%s  %s  release %s  %s%s"
        .formatted(
            rollout.began(),
            rollout.revision().substring(0, Math.min(10, rollout.revision().length())),
            rollout.target().brief(),
            rollout.phase().word(),
            cause);
  }
}
