package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.cli.report.WhyReport;
import dev.millwright.cli.report.WhyText;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Tracking;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    header =
        "Tells why a component is as it is: commit, reasons, what it derives from, its data and runs.",
    footerHeading = "%nExamples:%n",
    footer = {"  millwright why predict-delay", "  millwright why Model/delay --output json"})
final class WhyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Parameters(paramLabel = "COMPONENT", description = "A name, or Kind/name.")
  private String name = "";

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  WhyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Tracking tracking = TrackingFile.of(project.running())) {
      List<WhyReport> reports = reports(tracking);
      switch (output) {
        case json -> console.json(reports);
        case text ->
            reports.stream()
                .flatMap(report -> WhyText.of(report).stream())
                .forEach(line -> console.data(console.styled(line)));
      }
    }
    return ExitCode.OK.status();
  }

  private List<WhyReport> reports(Tracking tracking) {
    Release live =
        tracking
            .pointers()
            .live()
            .flatMap(tracking.releases()::find)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.FAILED, "nothing is live yet", "millwright status"));
    List<WhyReport> reports =
        WhyReport.named(live, name).stream()
            .map(component -> WhyReport.of(tracking, component))
            .toList();
    if (reports.isEmpty()) {
      String known =
          String.join(
              ", ",
              live.components().keySet().stream()
                  .map(address -> address.name().text())
                  .distinct()
                  .toList());
      throw new CommandFailure(
          ExitCode.WRONG_INPUT, "the live release has no `" + name + "`", "it has: " + known);
    }
    return reports;
  }
}
