package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;

/// One process in a folder: `process.json`, `log.txt`, and for servers `ready.json`.
record Child(Path folder) {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  /// @param pid of the process that wrote it
  private record Ready(long pid, int port) {}

  /// Where a server of this machine answers.
  static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  /// The process, if it is alive.
  Optional<ProcessHandle> alive() {
    return ProcessFile.read(folder).flatMap(file -> file.handle(folder));
  }

  String token() {
    return ProcessFile.read(folder).map(ProcessFile::token).orElse("");
  }

  /// When the process was started; now, when that is not known.
  Instant startedAt() {
    return ProcessFile.read(folder).map(ProcessFile::startedAt).orElseGet(Instant::now);
  }

  /// Starts a process in a session of its own, so that what ends this one does not end it. One that
  /// an earlier daemon has started without writing it down is ended first.
  ProcessHandle start(List<String> command, String token) throws PlatformFailure {
    return start(command, token, Map.of());
  }

  /// @param variables what the process finds in its environment beside what is here
  ProcessHandle start(List<String> command, String token, Map<String, String> variables)
      throws PlatformFailure {
    try {
      Mark.in(folder).forEach(Child::kill);
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve("ready.json"));
      List<String> line =
          new ArrayList<>(Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of());
      line.addAll(command);
      ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
      builder.environment().putAll(variables);
      builder.environment().put("MILLWRIGHT_TOKEN", token);
      // An author's own code may start ONNX Runtime, which reports to its makers unless told not
      // to.
      builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
      builder.redirectInput(Redirect.from(new java.io.File("/dev/null")));
      builder
          .redirectErrorStream(true)
          .redirectOutput(Redirect.appendTo(folder.resolve("log.txt").toFile()));
      ProcessHandle process = builder.start().toHandle();
      new ProcessFile(process.pid(), process.info().startInstant().orElseGet(Instant::now), token)
          .write(folder);
      return process;
    } catch (IOException e) {
      throw new PlatformFailure(
          "a process could not be started in " + folder + ": " + e.getMessage(), e);
    }
  }

  /// The port on which the process answers, once it does.
  Optional<Integer> port() {
    return ready().map(Ready::port);
  }

  private Optional<Ready> ready() {
    Path file = folder.resolve("ready.json");
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), Ready.class))
          : Optional.empty();
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }

  /// Waits until the process answers.
  ///
  /// @throws PlatformFailure when it ends before, or does not in time
  int awaitReady(ProcessHandle process, Duration within)
      throws PlatformFailure, InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Ready> ready = ready().filter(it -> it.pid() == process.pid());
      if (ready.isPresent()) {
        return ready.get().port();
      }
      if (!process.isAlive()) {
        throw new PlatformFailure("the process ended before it was ready: " + lastLine());
      }
      endsWithin(process, LOOK_AGAIN);
    }
    throw new PlatformFailure(
        "the process was not ready after " + within.toSeconds() + " s: " + lastLine());
  }

  /// Asks the process to end, waits for it to finish what it has in hand, and ends it in the end.
  void stop() {
    alive().ifPresent(Child::end);
    Mark.in(folder).forEach(Child::kill);
    ProcessFile.delete(folder);
  }

  /// Whether a process comes to its end in that time.
  static boolean endsWithin(ProcessHandle process, Duration length) throws InterruptedException {
    try {
      process.onExit().get(length.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// The last line of its log that says something.
  String lastLine() {
    try {
      Path log = folder.resolve("log.txt");
      return Files.exists(log)
          ? Files.readString(log)
              .lines()
              .filter(line -> !line.isBlank())
              .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
              .reduce("it said nothing", (_, line) -> line)
          : "it said nothing";
    } catch (IOException e) {
      return "its log cannot be read";
    }
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      if (!endsWithin(process, GRACE)) {
        kill(process);
      }
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
    }
  }
}
