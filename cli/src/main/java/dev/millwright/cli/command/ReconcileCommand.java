package dev.millwright.cli.command;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    header = "Looks at git now, instead of when it is time.",
    footerHeading = "%nExamples:%n",
    footer = {"  millwright reconcile", "  millwright reconcile -e production"})
final class ReconcileCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  ReconcileCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DaemonClient.require(project.running()).post("/reconcile", Map.of());
    console.say("It looks now. @|bold millwright status|@ tells what it finds.");
    return ExitCode.OK.status();
  }
}
