package dev.millwright.bench.cluster;

import dev.millwright.bench.Child;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A kustomize-controller of Flux as a process on this machine that looks after one namespace.
record FluxController(Child child, int port) implements AutoCloseable {
  /// What client-go counts of its own requests, by status and method.
  private static final String REQUESTS = "rest_client_requests_total{";

  /// @param program the controller; @param flags beyond what has it run here
  /// @param log where it writes
  static FluxController start(String program, List<String> flags, String namespace, Path log)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(
        List.of(
            "--metrics-addr=127.0.0.1:" + port, "--health-addr=0", "--watch-all-namespaces=false"));
    command.addAll(flags);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("RUNTIME_NAMESPACE", namespace);
    return new FluxController(new Child(builder.start()), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// How many requests it has sent to the API server so far, by its own count.
  ///
  /// @param method `PATCH`; all methods when it is empty
  int requests(String method) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
      String text =
          http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      return (int)
          text.lines()
              .filter(it -> it.startsWith(REQUESTS))
              .filter(it -> method.isEmpty() || it.contains("method=\"" + method + "\""))
              .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
              .sum();
    }
  }

  OptionalLong resident() {
    return child.resident();
  }

  @Override
  public void close() {
    child.close();
  }
}
