package dev.millwright.cli.project;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where this machine keeps what it knows of one project in one environment.
///
/// @param root the folder; need not exist yet
public record StateFolder(Path root) {
  /// The folder of a project: by the environment variable `MILLWRIGHT_STATE` if set, else below the
  /// XDG state folder, so that two projects never meet.
  public static StateFolder of(
      ProjectLocation project, Name environment, Map<String, String> variables) {
    String named = variables.get("MILLWRIGHT_STATE");
    if (named != null && !named.isEmpty()) {
      return new StateFolder(Path.of(named).toAbsolutePath());
    }
    String identity = project.gitDir() + "\n" + project.path() + "\n" + environment;
    return new StateFolder(
        xdg(variables).resolve("millwright").resolve(Digest.of(identity).hex().substring(0, 12)));
  }

  /// The folder of what is of no project: by `MILLWRIGHT_STATE` as well.
  public static StateFolder ofNoProject(Map<String, String> variables) {
    String named = variables.getOrDefault("MILLWRIGHT_STATE", "");
    return new StateFolder(
        named.isEmpty()
            ? xdg(variables).resolve("millwright").resolve("own")
            : Path.of(named).toAbsolutePath());
  }

  public Path daemonFile() {
    return root.resolve("daemon.json");
  }

  public Path daemonLog() {
    return root.resolve("daemon.log");
  }

  public Path lock() {
    return root.resolve("lock");
  }

  private static Path xdg(Map<String, String> variables) {
    return Optional.ofNullable(variables.get("XDG_STATE_HOME"))
        .filter(home -> !home.isEmpty())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
  }
}
