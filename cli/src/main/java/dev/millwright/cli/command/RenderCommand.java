package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.kubernetes.Known;
import dev.millwright.compiler.kubernetes.Manifests;
import dev.millwright.compiler.kubernetes.Order;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.spec.Name;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    header = "Prints the Kubernetes objects that a commit's release is on a cluster.",
    description = {
      "Nothing needs to run, and nothing is sent anywhere. What cannot be rendered yet, because it"
          + " waits for data or",
      "for a model's training, is said beside the objects."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright render example-repo --environment production",
      "  millwright render --environment production --gateway gateways/public    with a route from"
          + " that Gateway",
      "  millwright render --environment production --revision main --output json"
    })
final class RenderCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Option(
      names = {"--revision", "--commit"},
      paramLabel = "REV",
      description = "The commit to render (default: ${DEFAULT-VALUE}).")
  private String revision = "HEAD";

  @Option(
      names = "--gateway",
      paramLabel = "NAMESPACE/NAME",
      description = "The Gateway that requests come in by (default: that of the environment).")
  private Optional<String> gateway = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Form output = Form.yaml;

  RenderCommand(Console console) {
    this.console = console;
  }

  /// The forms of objects: documents for `kubectl`, or one list.
  enum Form {
    yaml,
    json
  }

  @Override
  public Integer call() throws IOException {
    Compilation compilation = new Compiled(console, project).commit(revision);
    Manifests manifests =
        Manifests.of(Order.of(compilation.release(), target(compilation), Known.NOTHING));
    console.data(
        switch (output) {
          case yaml -> manifests.yaml().stripTrailing();
          case json -> manifests.json().stripTrailing();
        });
    manifests
        .waiting()
        .forEach(sentence -> console.say("@|faint not yet:|@ " + Console.literal(sentence)));
    return ExitCode.OK.status();
  }

  private Target target(Compilation compilation) {
    Target target =
        Target.of(compilation.environment())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.WRONG_INPUT,
                        "the environment "
                            + project.environment()
                            + " is on no cluster: it needs a `kubernetes` and a `registry`",
                        "name one that is on a cluster: --environment NAME; millwright explain"
                            + " environment.spec.kubernetes"));
    return gateway.map(RenderCommand::gateway).map(target::with).orElse(target);
  }

  private static Target.Gateway gateway(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || !Name.isValid(parts[0]) || !Name.isValid(parts[1])) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "a Gateway is named by its namespace and its name, not `" + text + "`",
          "--gateway gateways/public");
    }
    return Target.Gateway.named(text);
  }
}
