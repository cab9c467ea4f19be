package dev.millwright.serving.scene;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/// Asks a server on this machine.
public record Caller(HttpClient http, int port) implements AutoCloseable {
  public static final String TOKEN = "the platform's";

  public static Caller of(int port) {
    return new Caller(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), port);
  }

  /// One answer.
  public record Reply(HttpResponse<String> http) {
    public int status() {
      return http.statusCode();
    }

    /// A header's value; empty when it is absent.
    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
      return Json.mapper().readTree(http.body());
    }

    public JsonNode error() {
      return json().path("error");
    }

    @Override
    public String toString() {
      return status() + " " + http.headers().map() + " " + http.body();
    }
  }

  /// @param headers names and values in turn
  public Reply post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  public Reply platform(String method, String path) throws IOException, InterruptedException {
    return send(method, path, "", "Authorization", "Bearer " + TOKEN);
  }

  public Reply send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Reply(http.send(request.build(), BodyHandlers.ofString()));
  }

  @Override
  public void close() {
    http.close();
  }
}
