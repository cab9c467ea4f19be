package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A machine that has never seen Millwright: its own state and cache folders, and the built
/// distribution. Runs the command as the processes that a user would start, and leaves none behind.
final class Machine implements AutoCloseable {
  private static final Path DISTRIBUTION = Path.of("target", "millwright").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path home;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<Path> projects = new ArrayList<>();

  Machine() {
    try {
      home = Files.createTempDirectory("machine").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("XDG_STATE_HOME", home.resolve("state").toString());
    environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
  }

  /// What a command printed and how it ended.
  record Ran(int status, String out, String err) {
    JsonNode json() {
      return Json.mapper().readTree(out);
    }
  }

  /// Sets an environment variable for all commands from now on.
  Machine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Machine without(String variable) {
    environment.remove(variable);
    return this;
  }

  /// Runs `millwright` with these arguments in a project's folder.
  Ran run(Path project, String... arguments) {
    if (!projects.contains(project)) {
      projects.add(project);
    }
    try {
      Path out = Files.createTempFile(home, "out", ".txt");
      Path err = Files.createTempFile(home, "err", ".txt");
      Process process =
          builder(project, arguments)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "`millwright "
                + String.join(" ", arguments)
                + "` did not end:\n"
                + Files.readString(err));
      }
      return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Runs a command that must end with a status.
  Ran expect(Path project, int status, String... arguments) {
    Ran ran = run(project, arguments);
    assertThat(ran.status())
        .as("millwright %s\n%s\n%s", String.join(" ", arguments), ran.out(), ran.err())
        .isEqualTo(status);
    return ran;
  }

  /// The project's one state folder on this machine.
  Path state() {
    try (Stream<Path> states = Files.list(home.resolve("state/millwright"))) {
      return states.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All that processes below a part of the project's state folder have said.
  String logs(String part) {
    try (Stream<Path> files = Files.walk(state().resolve(part))) {
      StringBuilder said = new StringBuilder();
      for (Path log : files.filter(file -> file.endsWith("log.txt")).toList()) {
        said.append(Files.readString(log));
      }
      return said.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a file outside of every project.
  Path file(String name, String text) {
    try {
      return Files.writeString(home.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Processes that belong to this machine: their command lines name its folder or a project's.
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::owns).toList();
  }

  private boolean owns(ProcessHandle process) {
    return names(process, home.toString())
        || projects.stream().anyMatch(project -> names(process, project.toString()));
  }

  @Override
  public void close() {
    projects.forEach(project -> run(project, "down"));
    processes().forEach(ProcessHandle::destroyForcibly);
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(Path project, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dmillwright.home=" + DISTRIBUTION,
            "-cp",
            DISTRIBUTION.resolve("lib") + "/*",
            "dev.millwright.cli.Main"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  static boolean names(ProcessHandle process, String text) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return new String(line, StandardCharsets.UTF_8).contains(text);
    } catch (IOException e) {
      return process.info().commandLine().filter(line -> line.contains(text)).isPresent();
    }
  }
}
