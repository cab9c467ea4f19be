package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Talks to a child's administrative paths.
record Admin(HttpClient http) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  Admin() {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build());
  }

  JsonNode post(int port, String token, String path) throws PlatformFailure, InterruptedException {
    return send(request(port, token, path).POST(BodyPublishers.noBody()).build());
  }

  JsonNode get(int port, String token, String path) throws PlatformFailure, InterruptedException {
    return send(request(port, token, path).GET().build());
  }

  private static HttpRequest.Builder request(int port, String token, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest request) throws PlatformFailure, InterruptedException {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new PlatformFailure(
            request.uri().getPath()
                + " answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return Json.mapper().readTree(response.body());
    } catch (IOException e) {
      throw new PlatformFailure(request.uri() + " cannot be reached: " + e, e);
    }
  }
}
