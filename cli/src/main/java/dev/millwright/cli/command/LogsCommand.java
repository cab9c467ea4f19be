package dev.millwright.cli.command;

import dev.millwright.cli.logs.LogFiles;
import dev.millwright.cli.logs.LogTail;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    header = "Prints the log of a graph, a run, the gateway or the daemon.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright logs predict-delay -f",
      "  millwright logs daemon",
      "  millwright logs train-delay"
    })
final class LogsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Parameters(
      paramLabel = "NAME",
      description = "A graph, a run's id or part of it, `gateway` or `daemon`.")
  private String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as the log grows.")
  private boolean follow;

  LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LogTail tail = new LogTail(file());
    if (follow) {
      tail.follow(console::data, () -> !Thread.currentThread().isInterrupted());
    } else {
      tail.drain(console::data);
    }
    return ExitCode.OK.status();
  }

  private Path file() {
    LogFiles logs = new LogFiles(project.state());
    return logs.newest(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.WRONG_INPUT,
                    "there is no log of `" + name + "`",
                    "there are logs of: " + String.join(", ", logs.names())));
  }
}
