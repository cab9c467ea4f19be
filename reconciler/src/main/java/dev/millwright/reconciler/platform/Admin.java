package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Talks to a process's own paths, which are the platform's alone.
public record Admin(HttpClient http) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public Admin() {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build());
  }

  /// @param address where the process answers, `http://10.0.0.7:8080`
  /// @throws PlatformFailure when it is not reached, or does not answer 200
  public JsonNode post(String address, String token, String path)
      throws PlatformFailure, InterruptedException {
    return send(request(address, token, path).POST(BodyPublishers.noBody()).build());
  }

  /// The same with something to say.
  public JsonNode post(String address, String token, String path, String json)
      throws PlatformFailure, InterruptedException {
    return send(request(address, token, path).POST(BodyPublishers.ofString(json)).build());
  }

  /// @throws PlatformFailure when it is not reached, or does not answer 200
  public JsonNode get(String address, String token, String path)
      throws PlatformFailure, InterruptedException {
    return send(request(address, token, path).GET().build());
  }

  /// What a process tells at `/-/metrics` of each release.
  public static <T> SortedMap<Digest, T> byRelease(JsonNode measured, Function<JsonNode, T> of) {
    SortedMap<Digest, T> all = new TreeMap<>();
    measured
        .properties()
        .forEach(it -> all.put(Digest.parse(it.getKey()), of.apply(it.getValue())));
    return all;
  }

  private static HttpRequest.Builder request(String address, String token, String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
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
