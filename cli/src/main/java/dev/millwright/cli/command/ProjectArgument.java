package dev.millwright.cli.command;

import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.Name;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which project and which environment a command is about, where the project is its argument.
final class ProjectArgument {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The project's folder (default: this one).")
  private @Nullable Path folder;

  @Option(
      names = {"-C", "--project"},
      paramLabel = "DIR",
      description = "The same as an option.")
  private @Nullable Path option;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment (default: ${DEFAULT-VALUE}).",
      defaultValue = "local")
  private Name environment = Name.of("local");

  ProjectLocation location() {
    return ProjectLocation.of(folder());
  }

  Path folder() {
    Path named = option != null ? option : folder != null ? folder : Path.of("");
    return named.toAbsolutePath().normalize();
  }

  /// Whether a folder was named at all.
  boolean isNamed() {
    return option != null || folder != null;
  }

  Name environment() {
    return environment;
  }

  /// What is known where the environment runs, be it a cluster.
  StateFolder running() {
    return new RunningPlace(location(), environment()).state();
  }

  StateFolder state() {
    return StateFolder.of(location(), environment, System.getenv());
  }
}
