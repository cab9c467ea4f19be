package dev.millwright.cli.command;

import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.Name;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which project and which environment a command is about, where the project is an option.
final class ProjectOptions {
  @Option(
      names = {"-C", "--project"},
      paramLabel = "DIR",
      description = "The project's folder (default: this one).")
  private Path folder = Path.of("");

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment (default: ${DEFAULT-VALUE}).",
      defaultValue = "local")
  private Name environment = Name.of("local");

  ProjectLocation location() {
    return ProjectLocation.of(folder.toAbsolutePath().normalize());
  }

  Name environment() {
    return environment;
  }

  /// What is known where the environment runs, be it a cluster.
  StateFolder running() {
    return place().state();
  }

  RunningPlace place() {
    return new RunningPlace(location(), environment());
  }

  StateFolder state() {
    return StateFolder.of(location(), environment, System.getenv());
  }
}
