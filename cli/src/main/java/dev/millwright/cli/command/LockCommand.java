package dev.millwright.cli.command;

import dev.millwright.builder.DependencyFailure;
import dev.millwright.builder.MavenLibraries;
import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.cli.daemon.LocalBuilder;
import dev.millwright.cli.lock.LockFile;
import dev.millwright.cli.lock.Outside;
import dev.millwright.cli.lock.Renewal;
import dev.millwright.cli.lock.Upgrade;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.Commit;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.lock.Need;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "lock",
    mixinStandardHelpOptions = true,
    header = "Pins what is outside of the repository, in millwright.lock.",
    description = {
      "Adds what the project needs and the lock has not, drops what nothing needs, and moves"
          + " nothing else.",
      "Looks at the files as they are on disk."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright lock",
      "  millwright lock --check -C example-repo    in CI: 1 when the lock is stale",
      "  millwright lock --upgrade train-delay      the libraries of one function, resolved anew",
      "  millwright lock --upgrade delay            a model's cut-off, moved to now",
      "  millwright lock --upgrade                  all of them"
    })
final class LockCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = {"-C", "--project"},
      paramLabel = "DIR",
      description = "The project's folder (default: this one).")
  private Path folder = Path.of("");

  @Option(names = "--check", description = "Change nothing; say what is stale.")
  private boolean check;

  @Option(
      names = "--upgrade",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "NAME",
      description =
          "Resolve anew what is pinned: of a function or model, of a library's users, or all.")
  private Optional<String> upgrade = Optional.empty();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "The cut-off that models without one of their own get (default: now).")
  private Optional<Instant> asOf = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  LockCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path project = folder.toAbsolutePath().normalize();
    LockStanding standing = standing(project);
    var report = new LockReport(console, output);
    if (check) {
      return report.standing(standing).status();
    }
    Renewal renewal = renewed(standing, asked(standing));
    if (!renewal.changes().isEmpty()) {
      LockFile.write(project, renewal.lock());
    }
    report.renewal(renewal);
    return ExitCode.OK.status();
  }

  private LockStanding standing(Path project) {
    try (Commit files = Commit.workTree(project)) {
      return switch (new Compiler().lock(files.tree())) {
        case Checked.Ok<LockStanding>(var standing, var _) -> standing;
        case Checked.Rejected<LockStanding>(var findings) -> {
          new DiagnosticOutput(console, Output.text).say(files.tree(), findings);
          throw new CommandFailure(
              ExitCode.WRONG_INPUT, "the project has mistakes; nothing was locked", "");
        }
      };
    }
  }

  private Upgrade asked(LockStanding standing) {
    if (upgrade.isEmpty()) {
      return new Upgrade.Nothing();
    }
    if (upgrade.get().isEmpty()) {
      return new Upgrade.Everything();
    }
    var named = new Upgrade.Named(upgrade.get());
    if (standing.needs().stream().noneMatch(named::means)) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "no function, model or dependency is named `" + upgrade.get() + "`",
          "there are: " + String.join(", ", names(standing)));
    }
    return named;
  }

  private static Iterable<String> names(LockStanding standing) {
    Stream<String> names = standing.needs().stream().map(Need::name);
    Stream<String> libraries =
        standing.needs().stream()
            .flatMap(
                it ->
                    it instanceof Need.Libraries(var _, var dependencies)
                        ? dependencies.stream()
                        : Stream.empty());
    return Stream.concat(names, libraries).distinct().toList();
  }

  private Renewal renewed(LockStanding standing, Upgrade asked) {
    Lookout lookout =
        switch (asked) {
          case Upgrade.Nothing() -> Lookout.KNOWN;
          case Upgrade.Everything(), Upgrade.Named(var _) -> Lookout.NEWS;
        };
    var world = new Outside(new MavenLibraries(LocalBuilder.maven(), lookout), cutOff());
    try {
      return Renewal.of(standing, world, asked, this::progress);
    } catch (DependencyFailure e) {
      throw new CommandFailure(
          ExitCode.FAILED, String.valueOf(e.getMessage()), "nothing was locked");
    } finally {
      console.endProgress();
    }
  }

  private void progress(Need need) {
    switch (need) {
      case Need.Libraries it -> console.progress("resolving the libraries of " + it.name());
      case Need.CutOff _ -> {}
    }
  }

  /// Whole seconds: people read and write them.
  private Instant cutOff() {
    return asOf.orElseGet(InstantSource.system()::instant).truncatedTo(ChronoUnit.SECONDS);
  }
}
