package dev.millwright.cli.scene;

import dev.millwright.cli.scene.Machine.Ran;
import dev.millwright.spec.json.Json;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The example project in a repository of its own, on a machine of its own.
final class Flights implements AutoCloseable {
  static final Path EXAMPLE = Path.of("../example-repo").toAbsolutePath().normalize();

  private final Machine machine;
  private final TemporaryRepository repository;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Flights(Machine machine, TemporaryRepository repository) {
    this.machine = machine;
    this.repository = repository;
  }

  /// The project with its first commit; nothing runs yet.
  static Flights on(Machine machine) {
    TemporaryRepository repository = TemporaryRepository.create().copyTree(EXAMPLE);
    judgeAnswersOnly(repository);
    repository.commit("Predict delays");
    return new Flights(machine, repository);
  }

  /// How fast a busy machine answers says nothing about what is tried here: whether an answer comes
  /// and is right. So latency neither returns a release nor fails a request.
  private static void judgeAnswersOnly(TemporaryRepository repository) {
    String graph = "graphs/predict-delay.yaml";
    repository.replace(
        graph, ", \"stable.p99_ms IS NULL OR p99_ms <= 5 * stable.p99_ms + 50\"]", "]");
    repository.replace(graph, "timeout: 1s", "timeout: 10s");
  }

  TemporaryRepository repository() {
    return repository;
  }

  Path root() {
    return repository.root();
  }

  /// Runs a command in the project's folder.
  Ran run(String... arguments) {
    return machine.run(root(), arguments);
  }

  /// Runs a command that must end with a status.
  Ran expect(int status, String... arguments) {
    return machine.expect(root(), status, arguments);
  }

  /// Has HEAD live, and answers what `up` said.
  JsonNode up() {
    return expect(0, "up", "--output", "json").json();
  }

  /// Where requests go.
  URI target(JsonNode up) {
    return URI.create(up.path("gateway").asString() + "/predict-delay");
  }

  /// What the daemon's API says.
  JsonNode api(JsonNode up, String path) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(up.path("dashboard").asString() + "/api/v1" + path))
              .build();
      String body = http.send(request, BodyHandlers.ofString()).body();
      return Json.mapper().readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer ask(URI target, Map<String, Object> body) {
    return SteadyLoad.ask(http, target, body);
  }

  /// Sends a body as it is.
  Answer post(URI target, String body) {
    return SteadyLoad.send(http, target, Map.of(), body);
  }

  /// A client that says that it will send much, and leaves.
  void leaveMidway(URI target) {
    try (Socket socket = new Socket(target.getHost(), target.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + target.getPath()
                      + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100"
                      + "\r\n\r\n{\"origin\"")
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Adds a window to the delays' windows and features, and selects it if asked.
  void addWindow(String window, boolean selected) {
    repository.replace("features/origin-delays.yaml", "over: [", "over: [" + window + ", ");
    repository.replace(
        "features/origin-delays.yaml",
        "    - name: delay_avg_24h\n",
        """
            - name: delay_avg_%s
              type: float64?
              description: mean delay of the last %s of arrivals, minutes
              impute: {with: mean}
            - name: delay_avg_24h
        """
            .formatted(window, window));
    if (selected) {
      repository.replace(
          "features/flight-features.yaml",
          "    - origin-delays.delay_avg_24h as",
          "    - origin-delays.delay_avg_%s as origin_delay_%s\n    - origin-delays.delay_avg_24h as"
              .formatted(window, window));
    }
  }

  /// Adds a function that starts each minute and ends at once.
  void addTidying() {
    repository
        .write(
            "functions/tidy.yaml",
            """
            apiVersion: millwright.dev/v1
            kind: Function
            metadata: {name: tidy}
            spec:
              type: job
              runtime: java
              source: functions/tidy
              handler: flights.Tidy::tidy
              parameters:
                days: {type: int32, default: 30}
              outputs:
                kept: {type: int64}
              resources: {memory: 256Mi, cpu: 100m}
              schedule: {cron: "* * * * *", timeZone: Europe/Amsterdam, concurrency: forbid}
            """)
        .write(
            "functions/tidy/flights/Tidy.java",
            """
            package flights;

            import dev.millwright.sdk.Outputs;

            public final class Tidy {
              public static Outputs tidy(int days) {
                return Outputs.of("kept", days);
              }
            }
            """);
  }

  @Override
  public void close() {
    http.close();
    repository.close();
  }
}
