package dev.millwright.bench.load;

import dev.millwright.bench.ExampleProject;
import dev.millwright.bench.Temporary;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The example in a git repository of its own, with a state folder of its own, run by the launcher.
/// Stops what it started when it is closed.
record Flights(Temporary repository, Temporary state) implements AutoCloseable {
  private static final String DELAYS = "features/origin-delays.yaml";
  private static final String VECTOR = "features/flight-features.yaml";
  private static final String NEIGHBOUR = "    - name: delay_avg_24h\n";

  /// The project with its first commit; nothing runs yet.
  static Flights create() throws IOException, InterruptedException {
    Flights flights = new Flights(Temporary.folder("flights"), Temporary.folder("state"));
    flights.repository.copyOf(ExampleProject.folder());
    flights.run("git", "init", "--quiet", "--initial-branch=main");
    flights.commit("Predict delays");
    return flights;
  }

  /// Runs `millwright up` to its end and answers what it said.
  JsonNode up() throws IOException, InterruptedException {
    return Json.mapper().readTree(millwright("up", "--output", "json"));
  }

  /// A window of three hours, which the vector selects.
  void addWindow() throws IOException {
    replace(DELAYS, "over: [", "over: [3h, ");
    replace(
        DELAYS,
        NEIGHBOUR,
        """
            - name: delay_avg_3h
              type: float64?
              description: mean delay of the last three hours' arrivals, minutes
              impute: {with: mean}
        """
            + NEIGHBOUR);
    String selected = "    - origin-delays.delay_avg_24h as";
    replace(VECTOR, selected, "    - origin-delays.delay_avg_3h as origin_delay_3h\n" + selected);
  }

  void commit(String message) throws IOException, InterruptedException {
    run("git", "add", "--all");
    run(
        "git",
        "-c",
        "user.name=bench",
        "-c",
        "user.email=bench@localhost",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "--quiet",
        "--message",
        message);
  }

  @Override
  public void close() throws IOException {
    try {
      millwright("down", "--forget");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      state.close();
      repository.close();
    }
  }

  private String millwright(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Path.of("millwright").toAbsolutePath().toString()));
    Collections.addAll(command, arguments);
    return run(command.toArray(String[]::new));
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(repository.folder().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("XDG_STATE_HOME", state.folder().toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
    }
    return said;
  }

  private void replace(String file, String text, String replacement) throws IOException {
    Path path = repository.resolve(file);
    String before = Files.readString(path);
    if (!before.contains(text)) {
      throw new IllegalStateException(file + " has no `" + text + "` any more");
    }
    Files.writeString(path, before.replace(text, replacement));
  }
}
