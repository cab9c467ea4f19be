package dev.millwright.cli.command;

import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.kubernetes.ObjectText;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Prints what a cluster is given once, so that Millwright follows a repository there.",
    description = {
      "Nothing is sent anywhere: hand it to `kubectl apply -f -`. It holds definitions of custom"
          + " resources, a namespace",
      "of restricted pods, an account that may only what it needs there, a claim for data, and the"
          + " reconciler."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright install --namespace ml-flights --source https://git.example.com/flights"
          + " --environment production --image registry.example.com/millwright:0.1.0",
      "  millwright install --namespace ml-flights --source ssh://git@git.example.com/flights"
          + " --git-secret deploy-key --path example-repo --ref main -e production --image"
          + " registry.example.com/millwright:0.1.0 --storage-class shared --storage-size 100Gi",
      "  millwright install --namespace ml-flights --source https://git.example.com/flights -e"
          + " production --image registry.example.com/millwright:0.1.0 --keep-token    again, with"
          + " the token that is there",
      "  millwright install --namespace millwright-system --projects ml-flights,ml-hotels --image"
          + " registry.example.com/millwright:0.1.0 --nfs files.example.com:/millwright    one"
          + " reconciler for several projects"
    })
final class InstallCommand implements Callable<Integer> {
  private static final int TOKEN_BYTES = 32;

  private final Console console;

  @Mixin private InstallOptions options = new InstallOptions();

  @Mixin private ProjectsOptions projects = new ProjectsOptions();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private RenderCommand.Form output = RenderCommand.Form.yaml;

  InstallCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<ObjectNode> objects = objects();
    console.data(
        switch (output) {
          case yaml -> ObjectText.yaml(objects).stripTrailing();
          case json -> ObjectText.json(objects).stripTrailing();
        });
    if (objects.stream().anyMatch(it -> it.path("kind").asString().equals("Secret"))) {
      console.say(
          "a new token is in it; to install again keep the one that is there: --keep-token");
    }
    return ExitCode.OK.status();
  }

  private List<ObjectNode> objects() {
    return projects.areAsked()
        ? options.installation(projects, InstallCommand::random).objects()
        : options.installation(InstallCommand::random).objects();
  }

  private static String random() {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    return HexFormat.of().formatHex(token);
  }
}
