package dev.millwright.cli.command;

import dev.millwright.builder.BuiltImage;
import dev.millwright.cli.build.SourceFolder;
import dev.millwright.cli.daemon.LocalBuilder;
import dev.millwright.cli.golden.GoldenRun;
import dev.millwright.cli.golden.GoldenRun.GraphResults;
import dev.millwright.cli.golden.Variables;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.reconciler.engine.GraphFiles;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.serving.golden.GoldenRequests;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    header = "Sends golden requests through a graph, in this process, and compares the answers.",
    description = {
      "Takes the graph as its file is on disk now, and the models and features that this machine"
          + " has for it.",
      "The requests stand beside the graph, in golden/GRAPH.yaml."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  millwright test", "  millwright test predict-delay -C example-repo --output json"})
final class TestCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Parameters(arity = "0..1", paramLabel = "GRAPH", description = "One graph (default: all).")
  private Optional<Name> graph = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Commit files = Commit.workTree(project.location().folder());
        Tracking tracking = TrackingFile.of(project.state())) {
      GraphFiles bound =
          new GraphFiles(new StateLayout(project.state().root()), tracking.bindings());
      List<GraphResults> results =
          new GoldenRun(
                  files.tree(), release(files.tree()), bound, asking -> code(asking, files.tree()))
              .run(graph);
      return print(results);
    }
  }

  /// Built of the files as they are on disk now.
  private List<Path> code(GraphVersion asking, ProjectTree tree) throws IOException {
    if (asking.functions().isEmpty()) {
      return List.of();
    }
    new Variables(System.getenv()).require(asking);
    ImageSpec image = asking.graph().image().orElseThrow();
    ImageSpec.Source source = image.source().orElseThrow();
    Checked<BuiltImage> built =
        LocalBuilder.of(project.state()).build(image, () -> SourceFolder.read(source, tree));
    return switch (built) {
      case Checked.Ok<BuiltImage>(var found, var _) -> found.functionClasspath();
      case Checked.Rejected<BuiltImage>(var errors) -> {
        new DiagnosticOutput(console, Output.text).say(tree, errors);
        throw new CommandFailure(
            ExitCode.WRONG_INPUT, "the functions that a graph asks do not compile", "");
      }
    };
  }

  private Release release(ProjectTree tree) {
    Checked<Compilation> compiled =
        Hubs.compiler(LockUse.KNOWN).compile(tree, project.environment());
    new DiagnosticOutput(console, Output.text).say(tree, compiled.findings());
    return switch (compiled) {
      case Checked.Ok<Compilation>(var _, var warnings)
          when warnings.stream().anyMatch(it -> it.rule() == Rule.NOT_TAKEN) ->
          throw new CommandFailure(
              ExitCode.WRONG_INPUT, "the project uses what nothing executes yet", "");
      case Checked.Ok<Compilation>(var compilation, var _) -> compilation.release();
      case Checked.Rejected<Compilation> _ ->
          throw new CommandFailure(ExitCode.WRONG_INPUT, "the project does not compile", "");
    };
  }

  private int print(List<GraphResults> results) {
    switch (output) {
      case json -> console.json(results);
      case text -> results.forEach(this::print);
    }
    boolean passed =
        results.stream()
            .flatMap(graphResults -> graphResults.results().stream())
            .allMatch(GoldenRequests.Result::passed);
    return (passed ? ExitCode.OK : ExitCode.WRONG_INPUT).status();
  }

  private void print(GraphResults of) {
    of.results().forEach(result -> print(of.file(), result));
    long passed = of.results().stream().filter(GoldenRequests.Result::passed).count();
    console.say("%s: %d of %d as expected".formatted(of.graph(), passed, of.results().size()));
  }

  private void print(String file, GoldenRequests.Result result) {
    String mark = result.passed() ? "@|green ✓|@" : "@|red ✗|@";
    console.data(
        console.styled("  %s %-44s %6.2f ms".formatted(mark, result.name(), result.millis())));
    result
        .differences()
        .forEach(line -> console.data("      " + file + ":" + result.line() + ": " + line));
  }
}
