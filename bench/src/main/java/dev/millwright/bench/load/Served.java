package dev.millwright.bench.load;

import dev.millwright.bench.Child;
import dev.millwright.cli.daemon.JavaCommand;
import dev.millwright.serving.process.ReadyFile;
import dev.millwright.spec.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// A process of the data plane, started as the platform starts it, that has said that it is ready.
record Served(Child child, int port) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Starts a main class and waits for its `ready.json`.
  ///
  /// @param folder where that file appears
  static Served start(Class<?> main, Path folder, Path... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(JavaCommand.ofThisProcess().line(main.getName()));
    Arrays.stream(arguments).map(Path::toString).forEach(command::add);
    File log = Files.createDirectories(folder).resolve("log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    try {
      return new Served(new Child(process), port(process, folder));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  OptionalLong resident() {
    return child.resident();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    child.close();
  }

  private static int port(Process process, Path folder) throws IOException, InterruptedException {
    Path ready = folder.resolve("ready.json");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(ready)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "the process is not ready: " + Files.readString(folder.resolve("log")));
      }
    }
    return Json.read(Files.readString(ready), ReadyFile.class).port();
  }
}
