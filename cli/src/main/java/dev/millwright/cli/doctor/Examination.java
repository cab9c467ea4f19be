package dev.millwright.cli.doctor;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.client.DaemonFile;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.Validated;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.resource.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What `doctor` looks at.
///
/// @param project the project's place, which may be missing
/// @param environment whose gateway and daemon are looked at
public record Examination(
    Supplier<ProjectLocation> project, Supplier<StateFolder> state, Name environment) {
  private static final long ENOUGH_BYTES = 2L << 30;

  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(List.of(java(), memory(), git(), disk()));
    Optional<Checked<Validated>> checked = checked();
    checked.map(Examination::files).ifPresent(findings::add);
    int port = checked.flatMap(this::named).orElse(Environment.Gateway.PORT);
    findings.add(isRunning() ? ownPort() : gatewayPort(port));
    findings.add(daemon());
    return findings;
  }

  private static Finding java() {
    int feature = Runtime.version().feature();
    return feature == 25
        ? Finding.good("java", "JDK " + Runtime.version())
        : Finding.broken("java", "runs on JDK " + feature, "set JAVA_HOME to a JDK 25");
  }

  private static Finding memory() {
    var system =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    long gigabytes = system.getTotalMemorySize() >> 30;
    return gigabytes >= 4
        ? Finding.good("memory", gigabytes + " GiB")
        : Finding.worthKnowing(
            "memory", gigabytes + " GiB", "training wants about 2 GiB: lower `resources.memory`");
  }

  private Finding git() {
    try {
      ProjectLocation place = project.get();
      return Finding.good("git", "project at " + place.folder() + ", in " + place.workTree());
    } catch (CommandFailure e) {
      return Finding.broken(
          "git",
          String.valueOf(e.getMessage()),
          "run this in a project's folder, or name it with -C");
    }
  }

  private Finding disk() {
    try {
      Path place = existing(state.get().root());
      long free = Files.getFileStore(place).getUsableSpace();
      String sentence = (free >> 20) + " MiB free where state is kept, " + state.get().root();
      return free >= ENOUGH_BYTES
          ? Finding.good("disk", sentence)
          : Finding.broken(
              "disk", sentence, "free some space, or set XDG_STATE_HOME to a larger disk");
    } catch (CommandFailure e) {
      return Finding.worthKnowing("disk", "not looked at: no project here", "");
    } catch (IOException e) {
      return Finding.broken(
          "disk",
          "state cannot be kept: " + e.getMessage(),
          "set XDG_STATE_HOME to a folder that you may write");
    }
  }

  /// The project's files on disk; absent where there is no project.
  private Optional<Checked<Validated>> checked() {
    try (Commit files = Commit.workTree(project.get().folder())) {
      return Optional.of(Hubs.compiler(LockUse.KNOWN).validate(files.tree()));
    } catch (CommandFailure e) {
      return Optional.empty();
    }
  }

  private static Finding files(Checked<Validated> checked) {
    return switch (checked) {
      case Checked.Ok<Validated>(var validated, var _) ->
          Finding.good(
              "project", validated.project() + ", " + validated.resources() + " resources, valid");
      case Checked.Rejected<Validated> rejected ->
          Finding.broken(
              "project",
              "mistakes in its files: " + rejected.findings().size(),
              "see them: millwright validate");
    };
  }

  /// The port that the environment prefers.
  private Optional<Integer> named(Checked<Validated> checked) {
    return checked instanceof Checked.Ok<Validated>(var validated, var _)
        ? validated.environments().stream()
            .filter(each -> each.metadata().name().equals(environment))
            .findFirst()
            .flatMap(Environment::gateway)
            .map(Environment.Gateway::port)
        : Optional.empty();
  }

  private boolean isRunning() {
    try {
      return DaemonClient.file(state.get()).filter(DaemonFile::isAlive).isPresent();
    } catch (CommandFailure e) {
      return false;
    }
  }

  private static Finding ownPort() {
    return Finding.good("port", "the running gateway's: millwright status tells");
  }

  private static Finding gatewayPort(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return Finding.good("port", socket.getLocalPort() + " is free");
    } catch (IOException e) {
      return Finding.worthKnowing(
          "port", port + " is taken", "`up` takes the next free one and says so");
    }
  }

  private Finding daemon() {
    try {
      return DaemonClient.file(state.get())
          .map(file -> file.isAlive() ? Finding.good("daemon", "runs, " + file.url()) : dead())
          .orElseGet(() -> Finding.good("daemon", "does not run yet"));
    } catch (CommandFailure e) {
      return Finding.worthKnowing("daemon", "not looked for: no project here", "");
    }
  }

  private static Finding dead() {
    return Finding.worthKnowing(
        "daemon", "died without saying goodbye", "millwright up goes on where it was");
  }

  private static Path existing(Path folder) {
    Path place = folder;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }
}
