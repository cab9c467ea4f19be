package dev.millwright.cli.command;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.cli.report.StatusReport;
import dev.millwright.cli.report.StatusText;
import dev.millwright.tracking.Tracking;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Says what runs, what is under way, what was refused and what the monitors saw.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright status example-repo",
      "  millwright status --watch",
      "  millwright status --output json"
    })
final class StatusCommand implements Callable<Integer> {
  private static final long LOOK_AGAIN_NANOS = 500_000_000L;

  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Option(
      names = {"-w", "--watch"},
      description = "Go on and print what changes.")
  private boolean watch;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StateFolder state = project.running();
    try (Tracking tracking = TrackingFile.of(state)) {
      List<String> last = print(state, tracking, List.of());
      while (watch && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        last = print(state, tracking, last);
      }
    }
    return ExitCode.OK.status();
  }

  private List<String> print(StateFolder state, Tracking tracking, List<String> last) {
    StatusReport status = StatusReport.of(tracking, DaemonClient.file(state));
    List<String> lines = StatusText.of(status);
    if (!lines.equals(last)) {
      switch (output) {
        case json -> console.json(status);
        case text ->
            lines.stream()
                .filter(line -> !last.contains(line))
                .forEach(line -> console.data(console.styled(line)));
      }
    }
    return lines;
  }
}
