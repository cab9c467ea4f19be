package dev.millwright.cli.command;

import dev.millwright.cli.client.ClusterState;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.resource.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/// Where an environment runs, by the word of HEAD: on this machine, or on a cluster.
record RunningPlace(ProjectLocation project, Name environment) {
  /// What is known there.
  ///
  /// @throws CommandFailure when it is a cluster that does not let this through, or HEAD does not
  ///   say where it is
  StateFolder state() {
    StateFolder here = StateFolder.of(project, environment, System.getenv());
    if (Files.exists(here.root().resolve("tracking.db"))) {
      return here;
    }
    return cluster().map(ClusterState::of).orElse(here);
  }

  /// Where on which cluster; absent of an environment on this machine.
  ///
  /// @throws CommandFailure when HEAD does not say where it is
  Optional<Environment.Kubernetes> cluster() {
    Environment declared = declared();
    return declared.platform() == Environment.Platform.KUBERNETES
        ? declared.kubernetes()
        : Optional.empty();
  }

  private Environment declared() {
    try (Commit head = Commit.at(project, "HEAD")) {
      return switch (Hubs.compiler(LockUse.KNOWN).compile(head.tree(), environment)) {
        case Checked.Ok<Compilation>(var compilation, var _) -> compilation.environment();
        case Checked.Rejected<Compilation> _ ->
            throw new CommandFailure(
                ExitCode.WRONG_INPUT,
                "HEAD does not compile, so it does not say where " + environment + " runs",
                "millwright validate --environment " + environment);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
