package dev.millwright.cli.command;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    header = "Lifts a quarantine, for when the cause was the world and not the commit.",
    footerHeading = "%nExamples:%n",
    footer = {"  millwright retry", "  millwright retry 3f0c91aa"})
final class RetryCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "RELEASE",
      description = "The release's id or its beginning (default: what HEAD means).")
  private String release = "";

  RetryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DaemonClient daemon = DaemonClient.require(project.running());
    daemon.post("/retry", release.isEmpty() ? Map.of() : Map.of("release", release));
    console.say("Lifted. Follow it with @|bold millwright status --watch|@.");
    return ExitCode.OK.status();
  }
}
