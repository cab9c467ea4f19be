package dev.millwright.cli.command;

import dev.millwright.cli.daemon.DaemonProcess;
import dev.millwright.cli.log.LogFormat;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Checked;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    header = "Runs the project on this machine and follows the commit that is checked out.",
    description = {
      "Starts the local platform in the background, unless it runs, and waits until the commit is"
          + " live or refused. Commit again",
      "and the change rolls out by itself. Uncommitted edits are not run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright up example-repo",
      "  millwright up --foreground      stays, and stops everything on Ctrl-C"
    })
final class UpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--foreground",
      description = "Stay in the foreground and stop everything at the end.")
  private boolean foreground;

  @Mixin private AscentOptions ascent = new AscentOptions();

  UpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant began = Instant.now();
    ProjectLocation location = project.location();
    String revision = compiled(location);
    if (foreground) {
      LogFormat.text.use();
      return DaemonProcess.runForeground(location, project.environment(), project.state(), console);
    }
    return ascent.on(console).to(revision, location, project.environment(), project.state(), began);
  }

  /// Refuses a commit that does not compile before anything is started.
  private String compiled(ProjectLocation location) throws IOException {
    try (Commit commit = Commit.at(location, "HEAD")) {
      ProjectTree tree = commit.tree();
      Checked<Compilation> compiled =
          Hubs.compiler(LockUse.KNOWN).compile(tree, project.environment());
      new DiagnosticOutput(console, Output.text).say(tree, compiled.findings());
      if (compiled instanceof Checked.Rejected<Compilation>) {
        throw new CommandFailure(
            ExitCode.WRONG_INPUT,
            "HEAD does not compile; nothing was changed",
            "correct it and commit");
      }
      return tree.revision().orElseThrow();
    }
  }
}
