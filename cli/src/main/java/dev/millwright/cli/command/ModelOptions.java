package dev.millwright.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Whether `build` is of a model's bytes.
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Build the image of this model alone: serving, and the model's bytes.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "With --model: the bytes that this run made, instead of the commit's.")
  private Optional<String> run = Optional.empty();

  Optional<String> model() {
    return model;
  }

  Optional<String> run() {
    return run;
  }

  /// @throws dev.millwright.cli.output.CommandFailure when a run is named and no model
  void refuseRun() {
    if (run.isPresent() && model.isEmpty()) {
      throw BuildTarget.refused("--run says which bytes of a model", "say --model NAME as well");
    }
  }
}
