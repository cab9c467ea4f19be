package dev.millwright.cli.client;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One project's daemon, over loopback HTTP.
public final class DaemonClient {
  private static final Duration ANSWER = Duration.ofMinutes(30);

  private final DaemonFile daemon;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  public DaemonClient(DaemonFile daemon) {
    this.daemon = daemon;
  }

  /// The running daemon of a state folder, if one runs.
  public static Optional<DaemonClient> find(StateFolder state) {
    return file(state).filter(DaemonFile::isAlive).map(DaemonClient::new);
  }

  /// The running daemon.
  ///
  /// @throws CommandFailure when none runs
  public static DaemonClient require(StateFolder state) {
    return find(state)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.FAILED, "nothing runs for this project", "start it: millwright up"));
  }

  /// What `daemon.json` says, alive or not.
  public static Optional<DaemonFile> file(StateFolder state) {
    try {
      return Files.exists(state.daemonFile())
          ? Optional.of(Json.read(Files.readString(state.daemonFile()), DaemonFile.class))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  public DaemonFile daemon() {
    return daemon;
  }

  public JsonNode get(String path) {
    return Json.mapper().readTree(text(path));
  }

  /// A resource that is not JSON, such as a log.
  public String text(String path) {
    return send(request(path).GET().build());
  }

  public JsonNode post(String path, Map<String, ?> body) {
    return Json.mapper()
        .readTree(
            send(
                request(path)
                    .POST(BodyPublishers.ofString(Json.write(body)))
                    .header("Content-Type", "application/json")
                    .build()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(daemon.url() + "/api/v1" + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + daemon.token());
  }

  private String send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new CommandFailure(
            response.statusCode() >= 500 ? ExitCode.FAILED : ExitCode.WRONG_INPUT,
            message(response.body()),
            "");
      }
      return response.body();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "the daemon does not answer: " + e,
          "see what it says: millwright logs daemon");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", "");
    }
  }

  private static String message(String body) {
    try {
      JsonNode error = Json.mapper().readTree(body).path("error");
      return error.path("message").asString(error.asString(body));
    } catch (JacksonException e) {
      return body;
    }
  }
}
