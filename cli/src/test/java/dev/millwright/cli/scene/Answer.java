package dev.millwright.cli.scene;

import dev.millwright.spec.json.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What came back for one request; status 0 when nothing did.
///
/// @param graph which graph was asked
record Answer(
    String graph,
    Map<String, Object> request,
    int status,
    String release,
    String versions,
    String snapshots,
    String body,
    String failure) {
  static Answer of(Map<String, Object> request, HttpResponse<String> response) {
    return new Answer(
        graph(response.uri()),
        request,
        response.statusCode(),
        header(response, "Millwright-Release"),
        header(response, "Millwright-Versions"),
        header(response, "Millwright-Snapshots"),
        response.body(),
        "");
  }

  static Answer none(URI target, Map<String, Object> request, Exception failure) {
    return new Answer(graph(target), request, 0, "", "", "", "", failure.toString());
  }

  private static String graph(URI target) {
    return target.getPath().substring(1);
  }

  boolean isOk() {
    return status == 200;
  }

  JsonNode json() {
    return Json.mapper().readTree(body);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
