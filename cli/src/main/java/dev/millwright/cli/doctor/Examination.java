package dev.millwright.cli.doctor;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// What `doctor` looks at.
///
/// @param project the project's place, which may be missing
/// @param port the port that the gateway would prefer
public record Examination(
    Supplier<ProjectLocation> project, Supplier<StateFolder> state, int port) {
  private static final long ENOUGH_BYTES = 2L << 30;

  public List<Finding> findings() {
    return List.of(java(), memory(), git(), disk(), gatewayPort(), daemon());
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
      return Finding.good("git", "project at `" + place.path() + "` of " + place.workTree());
    } catch (RuntimeException e) {
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
    } catch (IOException | RuntimeException e) {
      return Finding.broken(
          "disk",
          "state cannot be kept: " + e.getMessage(),
          "set XDG_STATE_HOME to a folder that you may write");
    }
  }

  private Finding gatewayPort() {
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
    } catch (RuntimeException e) {
      return Finding.worthKnowing("daemon", "not looked for", "");
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
