package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.output.Report;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.MergeBase;
import dev.millwright.compiler.Validated;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Annotations;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.NewFindings;
import dev.millwright.spec.diagnostic.Sarif;
import dev.millwright.spec.diagnostic.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    header = "Reports every mistake of the project at once, each at its place.",
    description = {
      "Looks at the files as they are on disk, or at a commit.",
      "Without DIR at the root of a repository with several projects, looks at all of them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright validate example-repo",
      "  millwright validate --commit HEAD~1 --output json",
      "  millwright validate --changed-since origin/main",
      "  millwright validate --verify origin/main   every commit since then is signed as it says",
      "  millwright validate --locked               in CI: nothing unpinned gets in",
      "  millwright validate --output github      in a workflow of GitHub Actions",
      "  millwright validate --output sarif > millwright.sarif"
    })
final class ValidateCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Mixin private LockOption lock = new LockOption();

  @Option(
      names = "--commit",
      paramLabel = "REV",
      description = "A commit instead of the files on disk.")
  private Optional<String> commit = Optional.empty();

  @Option(
      names = "--changed-since",
      paramLabel = "REV",
      description = "Only mistakes that were not there where this branch left REV.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--verify",
      paramLabel = "REV",
      description =
          "Also hold every commit after REV, a good one, against the signers that the environment"
              + " names there.")
  private Optional<String> verify = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Report output = Report.text;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Validation.Source source = source(commit);
    try (Commit files = source.open()) {
      return report(files.tree(), Validation.of(source, files.tree(), lock.compiler()));
    }
  }

  private Validation.Source source(Optional<String> revision) {
    return new Validation.Source(project.folder(), revision, !project.isNamed());
  }

  private int report(ProjectTree tree, Validation validation) throws IOException {
    return verify.isPresent()
        ? report(tree, validation, history(verify.get()))
        : reportFiles(tree, validation);
  }

  private List<Diagnostic> history(String base) throws IOException {
    return new CommitSignatures(project.location(), project.environment())
        .findings(base, commit.orElse("HEAD"));
  }

  /// Of the files and of how they came to be.
  private int report(ProjectTree tree, Validation validation, List<Diagnostic> history)
      throws IOException {
    if (history.isEmpty()) {
      int status = reportFiles(tree, validation);
      console.say("@|green verified|@  every commit since " + verify.orElse(""));
      return status;
    }
    List<Diagnostic> all = new ArrayList<>(history);
    all.addAll(validation.findings());
    print(tree, all.stream().sorted().toList());
    return ExitCode.WRONG_INPUT.status();
  }

  private int reportFiles(ProjectTree tree, Validation validation) throws IOException {
    if (since.isPresent()) {
      return reportNew(tree, validation.findings(), MergeBase.of(project.location(), since.get()));
    }
    print(tree, validation.findings());
    validation.projects().forEach(this::say);
    return (validation.isRejected() ? ExitCode.WRONG_INPUT : ExitCode.OK).status();
  }

  private int reportNew(ProjectTree tree, List<Diagnostic> findings, String base)
      throws IOException {
    Validation.Source then = source(Optional.of(base));
    try (Commit before = then.open()) {
      List<Diagnostic> known = Validation.of(then, before.tree(), lock.before()).findings();
      List<Diagnostic> brought = NewFindings.of(findings, known);
      print(tree, brought);
      console.say(
          "@|bold %d new|@ since %s; %d were there before"
              .formatted(brought.size(), base.substring(0, 10), findings.size() - brought.size()));
      boolean wrong = brought.stream().anyMatch(each -> each.severity() == Severity.ERROR);
      return (wrong ? ExitCode.WRONG_INPUT : ExitCode.OK).status();
    }
  }

  private void print(ProjectTree tree, List<Diagnostic> findings) {
    switch (output) {
      case text -> new DiagnosticOutput(console, Output.text).print(tree, findings);
      case json -> new DiagnosticOutput(console, Output.json).print(tree, findings);
      case sarif -> console.data(new Sarif(prefix()).log(findings));
      case github -> new Annotations(prefix()).lines(findings).forEach(console::data);
    }
  }

  /// Where the project stands in its repository; files on disk may be in none.
  private String prefix() {
    try {
      return project.location().path();
    } catch (CommandFailure none) {
      return "";
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void say(Validation.Judged project) {
    String folder = project.folder().isEmpty() ? "" : " (" + project.folder() + ")";
    if (project.validated().isPresent()) {
      Validated validated = project.validated().get();
      console.say(
          "@|bold,green valid|@  %s%s: %s, %s"
              .formatted(
                  validated.project(),
                  folder,
                  counted(validated.resources(), "resource"),
                  counted(validated.environments().size(), "environment")));
    } else if (!project.name().isEmpty()) {
      console.say(
          "@|bold,red wrong|@  %s%s: %d findings"
              .formatted(project.name(), folder, project.findings()));
    }
  }
}
