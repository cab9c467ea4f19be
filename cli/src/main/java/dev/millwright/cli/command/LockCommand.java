package dev.millwright.cli.command;

import dev.millwright.builder.MavenLibraries;
import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.RemoteRegistries;
import dev.millwright.cli.daemon.LocalBuilder;
import dev.millwright.cli.lock.LockFile;
import dev.millwright.cli.lock.Locking;
import dev.millwright.cli.lock.Outside;
import dev.millwright.cli.lock.PinFailure;
import dev.millwright.cli.lock.Renewal;
import dev.millwright.cli.lock.Upgrade;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.python.PythonTools;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.ProjectFolders;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.reconciler.hub.CatalogFailure;
import dev.millwright.reconciler.hub.GitCatalogs;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.lock.Need;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "  millwright lock --upgrade python:3.12      an image, as its tag leads to it now",
      "  millwright lock --upgrade flights/train    an item of a hub, as its catalog has it now",
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
          "Resolve anew what is pinned: of a function, model, image or item, of a library's users,"
              + " or all.")
  private Optional<String> upgrade = Optional.empty();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = Moment.class,
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
    try (Commit files = Commit.workTree(project);
        GitCatalogs catalogs = Hubs.catalogs()) {
      var compiler = new Compiler(LockUse.KNOWN, catalogs);
      var report = new LockReport(console, output, name(files.tree()));
      if (check) {
        return report.standing(orSaid(compiler.lock(files.tree()), files.tree())).status();
      }
      Renewal renewal = renewed(compiler, catalogs, files.tree());
      if (!renewal.changes().isEmpty()) {
        LockFile.write(project, renewal.lock());
      }
      report.renewal(renewal);
      return ExitCode.OK.status();
    }
  }

  /// What the mistakes of a project without a name are, is said by the compiler.
  private static String name(ProjectTree tree) {
    return ProjectFolders.in(tree).stream()
        .map(it -> it.name().text())
        .findFirst()
        .orElse("this project");
  }

  private <T> T orSaid(Checked<T> checked, ProjectTree tree) {
    return switch (checked) {
      case Checked.Ok<T>(var value, var _) -> value;
      case Checked.Rejected<T>(var findings) -> {
        new DiagnosticOutput(console, Output.text).say(tree, findings);
        throw new CommandFailure(
            ExitCode.WRONG_INPUT, "the project has mistakes; nothing was locked", "");
      }
    };
  }

  private Upgrade asked() {
    if (upgrade.isEmpty()) {
      return new Upgrade.Nothing();
    }
    return upgrade.get().isEmpty() ? new Upgrade.Everything() : new Upgrade.Named(upgrade.get());
  }

  /// Refuses an upgrade that means nothing.
  private static void known(Upgrade asked, LockStanding standing) {
    if (asked instanceof Upgrade.Named(var name)
        && standing.needs().stream().noneMatch(need -> asked.means(need, standing))) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "no function, model, image, item or dependency is named `" + name + "`",
          "there are: " + String.join(", ", Upgrade.names(standing)));
    }
  }

  private Renewal renewed(Compiler compiler, GitCatalogs catalogs, ProjectTree tree) {
    Upgrade asked = asked();
    var locking = new Locking(compiler, tree, world(catalogs, asked), this::progress);
    try {
      Locking.Needs needs = orSaid(locking.needs(asked), tree);
      known(asked, needs.standing());
      return renewal(locking, needs, asked);
    } catch (CatalogFailure e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.hint());
    } finally {
      console.endProgress();
    }
  }

  /// What cannot be had is told where the project asks for it.
  private static Renewal renewal(Locking locking, Locking.Needs needs, Upgrade asked) {
    try {
      return locking.renewal(needs, asked);
    } catch (PinFailure e) {
      String place = needs.standing().asking(e.need()).map(it -> it.place() + ": ").orElse("");
      throw new CommandFailure(ExitCode.FAILED, place + e.getMessage(), e.hint());
    }
  }

  private Outside world(GitCatalogs catalogs, Upgrade asked) {
    Lookout lookout =
        switch (asked) {
          case Upgrade.Nothing() -> Lookout.KNOWN;
          case Upgrade.Everything(), Upgrade.Named(var _) -> Lookout.NEWS;
        };
    Map<String, String> variables = System.getenv();
    return new Outside(
        new MavenLibraries(LocalBuilder.maven(), lookout),
        catalogs::pin,
        new RemoteRegistries(Credentials.ofUser(variables)),
        PythonTools.on(variables.getOrDefault("PATH", ""), lookout),
        cutOff());
  }

  private void progress(Need need) {
    switch (need) {
      case Need.Libraries it -> console.progress("resolving the libraries of " + it.name());
      case Need.CutOff _ -> {}
      case Need.Requirements it -> console.progress("resolving the requirements of " + it.name());
      case Need.Item _, Need.Image _ -> console.progress("looking up " + need.name());
    }
  }

  /// Whole seconds: people read and write them.
  private Instant cutOff() {
    return asOf.orElseGet(InstantSource.system()::instant).truncatedTo(ChronoUnit.SECONDS);
  }
}
