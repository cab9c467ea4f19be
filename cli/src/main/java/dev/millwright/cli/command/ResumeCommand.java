package dev.millwright.cli.command;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    header = "Starts rollouts again that were suspended by hand.",
    footerHeading = "%nExamples:%n",
    footer = {"  millwright resume", "  millwright resume -e production"})
final class ResumeCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  ResumeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DaemonClient.require(project.running()).post("/resume", Map.of());
    console.say("Rollouts start again.");
    return ExitCode.OK.status();
  }
}
