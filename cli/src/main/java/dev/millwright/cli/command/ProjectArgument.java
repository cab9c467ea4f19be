package dev.millwright.cli.command;

import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.Name;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which project and which environment a command is about, where the project is its argument.
final class ProjectArgument {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
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

  Path folder() {
    return folder.toAbsolutePath().normalize();
  }

  Name environment() {
    return environment;
  }

  StateFolder state() {
    return StateFolder.of(location(), environment, System.getenv());
  }
}
