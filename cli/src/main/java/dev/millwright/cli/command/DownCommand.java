package dev.millwright.cli.command;

import dev.millwright.cli.daemon.Shutdown;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.StateFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    header = "Stops everything that runs for a project; what was trained and ingested stays.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright down example-repo",
      "  millwright down example-repo --forget   also removes its state"
    })
final class DownCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Option(names = "--forget", description = "Remove all state: models, snapshots, the record.")
  private boolean forget;

  DownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    StateFolder state = project.state();
    Shutdown shutdown = new Shutdown(state);
    console.say(shutdown.stop() ? "Stopped." : "Nothing was running.");
    if (forget) {
      shutdown.forget();
      console.say("Removed " + state.root() + ".");
    }
    return ExitCode.OK.status();
  }
}
