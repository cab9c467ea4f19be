package dev.millwright.serving.gateway;

import dev.millwright.spec.Digest;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A request as it is passed on, whoever is asked.
@SuppressWarnings("ArrayRecordComponent") // sent on, never compared
record Onward(String path, Map<String, String> headers, byte[] body) {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<String> PASSED =
      Set.of(
          "content-type", "millwright-request", "millwright-explain", "traceparent", "tracestate");

  static Onward of(ServerRequest request, byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            header -> {
              if (PASSED.contains(header.headerName().lowerCase())) {
                headers.put(header.headerName().defaultCase(), header.get());
              }
            });
    return new Onward(request.path().path(), headers, body);
  }

  HttpRequest to(String endpoint, Digest release) {
    return start(endpoint, release).build();
  }

  /// The same for one that is asked and whose answer nobody gets.
  HttpRequest copy(String endpoint, Digest release) {
    return start(endpoint, release).header("Millwright-Copy", release.hex()).build();
  }

  private HttpRequest.Builder start(String endpoint, Digest release) {
    HttpRequest.Builder onward =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(onward::header);
    return onward.header("Millwright-Release", release.hex());
  }
}
