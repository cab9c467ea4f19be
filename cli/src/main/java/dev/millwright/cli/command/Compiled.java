package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.util.Optional;

/// The releases that a command compares: what commits compile to, and what is live.
record Compiled(Console console, ProjectArgument project) {
  /// What a revision means, or for `live` what runs here, if anything does.
  Optional<Release> base(String revision) throws IOException {
    return revision.equals("live") ? live() : Optional.of(release(revision));
  }

  private Optional<Release> live() throws IOException {
    try (Tracking tracking = TrackingFile.of(project.state())) {
      return tracking.pointers().live().flatMap(tracking.releases()::find);
    } catch (CommandFailure nothingRecorded) {
      return Optional.empty();
    }
  }

  /// What a revision means; its findings go to the console.
  ///
  /// @throws CommandFailure when it does not compile
  Release release(String revision) throws IOException {
    return compilation(revision).release();
  }

  /// The same with the environment.
  ///
  /// @throws CommandFailure when it does not compile
  Compilation compilation(String revision) throws IOException {
    try (Commit commit = Commit.at(project.location(), revision)) {
      Checked<Compilation> compiled = new Compiler().compile(commit.tree(), project.environment());
      new DiagnosticOutput(console, Output.text).say(commit.tree(), compiled.findings());
      return switch (compiled) {
        case Checked.Ok<Compilation>(var compilation, var _) -> compilation;
        case Checked.Rejected<Compilation> _ ->
            throw new CommandFailure(ExitCode.WRONG_INPUT, revision + " does not compile", "");
      };
    }
  }
}
