package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// What a command compares: what commits compile to, and what is live.
///
/// @param compiler for the commit that is asked for
/// @param before for what is compared with it, which is taken as it is
record Compiled(
    Console console,
    ProjectLocation project,
    Name environment,
    StateFolder state,
    Compiler compiler,
    Compiler before) {
  Compiled(Console console, ProjectArgument argument) {
    this(
        console,
        argument.location(),
        argument.environment(),
        argument.state(),
        Hubs.compiler(LockUse.KNOWN));
  }

  Compiled(Console console, ProjectArgument argument, Compiler compiler, Compiler before) {
    this(console, argument.location(), argument.environment(), argument.state(), compiler, before);
  }

  Compiled(Console console, ProjectOptions options) {
    this(
        console,
        options.location(),
        options.environment(),
        options.state(),
        Hubs.compiler(LockUse.KNOWN));
  }

  /// With one compiler for all.
  private Compiled(
      Console console,
      ProjectLocation project,
      Name environment,
      StateFolder state,
      Compiler compiler) {
    this(console, project, environment, state, compiler, compiler);
  }

  /// Where a plan starts.
  ///
  /// @param commit what the release was read from, if that is known here
  record Base(Release release, Optional<Compilation> commit) {}

  /// What a revision means, or for `live` what runs here, if anything does.
  Optional<Base> base(String revision) throws IOException {
    if (revision.equals("live")) {
      return live();
    }
    Compilation compilation = compilation(revision, before);
    return Optional.of(new Base(compilation.release(), Optional.of(compilation)));
  }

  /// The release of [#base], where the commit behind what is live does not matter.
  Optional<Release> baseRelease(String revision) throws IOException {
    return revision.equals("live")
        ? tracked(tracking -> tracking.pointers().live().flatMap(tracking.releases()::find))
        : Optional.of(compilation(revision, before).release());
  }

  private Optional<Base> live() throws IOException {
    Optional<Release> live = baseRelease("live");
    Optional<String> revision =
        live.flatMap(
            it ->
                tracked(tracking -> tracking.releases().revisionsOf(it.id()).stream().findFirst()));
    Optional<Compilation> commit = revision.isEmpty() ? Optional.empty() : known(revision.get());
    return live.map(release -> new Base(release, commit));
  }

  /// What is on record here; nothing when there is no record.
  private <T> Optional<T> tracked(Function<Tracking, Optional<T>> question) {
    try (Tracking tracking = TrackingFile.of(state)) {
      return question.apply(tracking);
    } catch (CommandFailure nothingRecorded) {
      return Optional.empty();
    }
  }

  /// What an earlier revision means, if git still has it and it still compiles.
  private Optional<Compilation> known(String revision) throws IOException {
    try {
      return compiled(revision, false, before);
    } catch (CommandFailure gone) {
      return Optional.empty();
    }
  }

  /// The release that a revision means; its findings go to the console.
  ///
  /// @throws CommandFailure when it does not compile
  Release release(String revision) throws IOException {
    return commit(revision).release();
  }

  /// What a revision means; its findings go to the console, and whose it is.
  ///
  /// @throws CommandFailure when it does not compile
  Compilation commit(String revision) throws IOException {
    Compilation compilation = compilation(revision, compiler);
    console.say(
        "@|faint project %s, environment %s|@"
            .formatted(compilation.release().project(), environment));
    return compilation;
  }

  private Compilation compilation(String revision, Compiler chosen) throws IOException {
    return compiled(revision, true, chosen)
        .orElseThrow(
            () -> new CommandFailure(ExitCode.WRONG_INPUT, revision + " does not compile", ""));
  }

  private Optional<Compilation> compiled(String revision, boolean said, Compiler chosen)
      throws IOException {
    try (Commit commit = Commit.at(project, revision)) {
      Checked<Compilation> compiled = chosen.compile(commit.tree(), environment);
      if (said) {
        new DiagnosticOutput(console, Output.text).say(commit.tree(), compiled.findings());
      }
      return switch (compiled) {
        case Checked.Ok<Compilation>(var compilation, var _) -> Optional.of(compilation);
        case Checked.Rejected<Compilation> _ -> Optional.empty();
      };
    }
  }
}
