package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.graph.ComponentGraph;
import dev.millwright.compiler.graph.GraphDot;
import dev.millwright.compiler.graph.GraphJson;
import dev.millwright.compiler.graph.GraphMermaid;
import dev.millwright.compiler.graph.GraphText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.spec.Address;
import dev.millwright.spec.release.Release;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    header = "Draws a commit's components and what they take from one another.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright graph example-repo             as a tree, from the sources on",
      "  millwright graph --of Model/delay         what it is made of, and what is made of it",
      "  millwright graph --plan --from main --output mermaid    what a branch changes, for a pull"
          + " request",
      "  millwright graph --output dot             for Graphviz"
    })
final class GraphCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--commit",
      paramLabel = "REV",
      description = "The commit to draw (default: ${DEFAULT-VALUE}).")
  private String commit = "HEAD";

  @Option(
      names = "--of",
      paramLabel = "NAME",
      description = "Only this component, what it is made of and what is made of it.")
  private Optional<String> centre = Optional.empty();

  @ArgGroup(exclusive = false)
  private @Nullable Planned planned;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Form output = Form.text;

  GraphCommand(Console console) {
    this.console = console;
  }

  /// The forms of a graph.
  enum Form {
    text,
    dot,
    mermaid,
    json
  }

  /// Between which releases to plan.
  static final class Planned {
    @Option(
        names = "--plan",
        required = true,
        description = "Mark what a plan changes and what that reaches.")
    private boolean plan;

    @Option(
        names = "--from",
        paramLabel = "REV|live",
        description = "Where the plan starts (default: live, or nothing when nothing is).")
    private String from = "live";

    @Option(
        names = "--to",
        paramLabel = "REV",
        description = "The commit to plan (default: that of --commit).")
    private Optional<String> to = Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    ComponentGraph whole = graph();
    ComponentGraph graph = centre.map(name -> whole.around(centre(whole, name))).orElse(whole);
    console.data(
        switch (output) {
          case text -> GraphText.of(graph, console.colour());
          case dot -> GraphDot.of(graph);
          case mermaid -> GraphMermaid.of(graph);
          case json -> GraphJson.of(graph);
        });
    return ExitCode.OK.status();
  }

  private ComponentGraph graph() throws IOException {
    Compiled compiled = new Compiled(console, project);
    if (planned == null || !planned.plan) {
      return ComponentGraph.of(compiled.release(commit));
    }
    Optional<Release> from = compiled.baseRelease(planned.from);
    Release to = compiled.release(planned.to.orElse(commit));
    return ComponentGraph.of(from, to, new Planner().plan(from, to));
  }

  private static Address centre(ComponentGraph graph, String name) {
    List<Address> named = graph.named(name);
    if (named.size() == 1) {
      return named.getFirst();
    }
    List<Address> known =
        named.isEmpty() ? graph.nodes().stream().map(ComponentGraph.Node::address).toList() : named;
    String all = known.stream().map(Address::toString).collect(Collectors.joining(", "));
    String problem = named.isEmpty() ? "no component is named " : "several components are named ";
    throw new CommandFailure(ExitCode.WRONG_INPUT, problem + name, "name one of " + all);
  }
}
