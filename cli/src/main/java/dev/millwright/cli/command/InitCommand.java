package dev.millwright.cli.command;

import dev.millwright.cli.init.NewProject;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    header = "Makes a new project with sample data and its own git repository, ready for `up`.",
    footerHeading = "%nExample:%n",
    footer = "  millwright init coffee && millwright up coffee")
final class InitCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
  private Path folder = Path.of("");

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    new NewProject(folder.toAbsolutePath().normalize()).create();
    String name = Console.literal(folder.toString());
    console.say(
        "A new project stands in @|bold " + name + "|@, committed to its own git repository.");
    String typed = name.contains(" ") ? "'" + name + "'" : name;
    console.say("Next: @|bold millwright up " + typed + "|@, then edit a file, commit, and watch.");
    return ExitCode.OK.status();
  }
}
