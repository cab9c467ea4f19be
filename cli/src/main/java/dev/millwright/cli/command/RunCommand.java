package dev.millwright.cli.command;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.run.HandRun;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    header = "Runs a function of the live release by hand, beside all that runs.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright run train-delay -p epochs=10 -i examples=flight-features",
      "  millwright run train-delay -i examples=FeatureVector/flight-features --output json"
    })
final class RunCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Parameters(paramLabel = "FUNCTION", description = "The function's name.")
  private String function = "";

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "A parameter; those that are missing take their defaults.")
  private Map<String, String> parameters = new TreeMap<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=FEATURES",
      description = "What fills an input: a feature set or vector of the live release.")
  private Map<String, String> inputs = new TreeMap<>();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DaemonClient daemon = DaemonClient.require(project.running());
    JsonNode run =
        new HandRun(daemon, line -> console.err().println(line)).run(function, parameters, inputs);
    switch (output) {
      case json -> console.json(run);
      case text -> print(run);
    }
    if (!run.path("state").asString().equals("SUCCEEDED")) {
      throw new CommandFailure(
          ExitCode.FAILED,
          function + " failed: " + run.path("cause").asString("no cause was recorded"),
          "see what it said: millwright logs " + run.path("id").asString());
    }
    return ExitCode.OK.status();
  }

  private void print(JsonNode run) {
    run.path("outputs")
        .properties()
        .forEach(value -> console.data(value.getKey() + "  " + value.getValue().asString()));
    run.path("artifacts")
        .properties()
        .forEach(value -> console.data(value.getKey() + "  sha256:" + value.getValue().asString()));
  }
}
