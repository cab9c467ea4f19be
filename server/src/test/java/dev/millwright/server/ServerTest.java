package dev.millwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.tracking.Tracking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ServerTest {
  private static final String TOKEN = "secret-of-this-test";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path temporary;
  private Tracking tracking;
  private FakeControl control;
  private Server server;

  @BeforeEach
  void start() {
    tracking = Tracking.open(temporary.resolve("tracking.db"));
    Sample.fill(tracking);
    control = new FakeControl(temporary);
    server = Server.start(0, TOKEN, tracking, control);
  }

  @AfterEach
  void stop() {
    server.close();
    tracking.close();
    http.close();
  }

  @Test
  void the_status_is_one_sheet() throws Exception {
    JsonNode status = json(get("/api/v1/status"));

    assertThat(status.at("/live/release").asString()).isEqualTo(Digest.of("first").hex());
    assertThat(status.at("/live/revisions/0").asString()).isEqualTo("4f1c09a2d5e6");
    assertThat(status.at("/gateway/url").asString()).isEqualTo("http://127.0.0.1:8080");
    assertThat(status.at("/clock").asString()).isEqualTo("2001-04-29T00:00:00Z");
    assertThat(status.at("/rollout/phase").asString()).isEqualTo("SHIFTING");
    assertThat(status.at("/rollout/done").asInt()).isEqualTo(5);
    assertThat(status.at("/revision/diagnostics/0/span/line").asInt()).isEqualTo(14);
    assertThat(status.at("/quarantine/0/cause").asString()).contains("auc >= 0.60");
    assertThat(status.at("/components/0/address").asString()).isEqualTo("FeatureSet/origin-delays");
    assertThat(status.at("/alerts/0/state").asString()).isEqualTo("FIRING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/releases",
        "/rollouts",
        "/rollouts/r-2",
        "/components",
        "/components/Model/delay",
        "/runs",
        "/runs/run-2",
        "/runs/run-2/metrics",
        "/runs/run-2/log",
        "/monitors/delay-drift/windows",
        "/alerts",
        "/history",
        "/snapshots/origin-delays"
      })
  void what_is_there_is_answered(String path) throws Exception {
    assertThat(get("/api/v1" + path).statusCode()).isEqualTo(200);
  }

  @Test
  void why_tells_a_components_story() throws Exception {
    JsonNode why = json(get("/api/v1/components/FeatureSet/origin-delays"));

    assertThat(why.at("/usedBy/0").asString()).isEqualTo("FeatureVector/flight-features");
    assertThat(why.at("/story/0/rollout").asString()).isEqualTo("r-2");
    assertThat(why.at("/story/0/change/reasons/0/sentence").asString()).contains("14 days");
    assertThat(why.at("/story/1/change/action").asString()).isEqualTo("CREATE");
  }

  @Test
  void a_log_is_the_end_of_what_the_run_said() throws Exception {
    Files.writeString(temporary.resolve("run-1.txt"), "x".repeat(2_000_000) + "the end");

    assertThat(get("/api/v1/runs/run-1/log").body()).hasSize(1 << 20).endsWith("xthe end");
    assertThat(get("/api/v1/runs/run-2/log").body()).isEmpty();
    assertThat(get("/api/v1/runs/run-77/log").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/releases/123, 422, invalid_field",
    "/rollouts/r-9, 404, not_found",
    "/components/Nothing/x, 422, invalid_field",
    "/components/Model/other, 404, not_found",
    "/runs?limit=0, 422, invalid_field",
    "/runs?limit=many, 422, invalid_field",
    "/monitors/UPPER/windows, 422, invalid_field",
    "/snapshots/none, 404, not_found",
    "/nothing, 404, not_found",
  })
  void what_is_not_there_is_said(String path, int status, String code) throws Exception {
    HttpResponse<String> response = get("/api/v1" + path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).at("/error/code").asString()).isEqualTo(code);
  }

  @Test
  void a_wish_needs_the_token() throws Exception {
    assertThat(post("/reconcile", "", Optional.empty()).statusCode()).isEqualTo(401);
    assertThat(post("/reconcile", "", Optional.of("other")).statusCode()).isEqualTo(401);
    assertThat(control.wishes).isEmpty();

    assertThat(post("/reconcile", "{}", Optional.of(TOKEN)).statusCode()).isEqualTo(202);
    assertThat(control.wishes).containsExactly("reconcile");
  }

  @Test
  void wishes_reach_the_platform_with_their_values() throws Exception {
    String body =
        """
        {"function": "train-delay", "parameters": {"epochs": 3, "fast": true},
         "inputs": {"examples": "FeatureVector/flight-features"}}
        """;
    HttpResponse<String> started = post("/runs", body, Optional.of(TOKEN));
    post("/clock", "{\"at\": \"2001-05-01T00:00:00Z\"}", Optional.of(TOKEN));
    post("/workflows/retrain-delay/runs", "", Optional.of(TOKEN));
    post("/flush", "", Optional.of(TOKEN));
    post(
        "/suspend",
        "{\"reason\": \"an audit\", \"until\": \"2001-05-02T00:00:00Z\"}",
        Optional.of(TOKEN));

    assertThat(json(started).path("run").asString()).isEqualTo("run-9");
    assertThat(control.wishes)
        .containsExactly(
            "FunctionRun[function=train-delay, parameters={epochs=3, fast=true},"
                + " inputs={examples=FeatureVector/flight-features}]",
            "clock 2001-05-01T00:00:00Z",
            "workflow retrain-delay",
            "flush",
            "suspend an audit until 2001-05-02T00:00:00Z");
  }

  @Test
  void a_probe_asks_a_pod_by_its_address_and_the_record_is_for_this_machine_alone()
      throws Exception {
    assertThat(statusLineFor("10.0.0.7:8080", "/-/live")).contains("200");
    assertThat(statusLineFor("10.0.0.7:8080", "/-/ready")).contains("200");
    assertThat(statusLineFor("10.0.0.7:8080", "/api/v1/record")).contains("403");
  }

  @Test
  void the_record_is_read_elsewhere_as_it_is_here(@TempDir Path folder) throws Exception {
    Path copy = folder.resolve("tracking.db");
    HttpRequest request = HttpRequest.newBuilder(uri("/api/v1/record")).build();
    assertThat(http.send(request, BodyHandlers.ofFile(copy)).statusCode()).isEqualTo(200);

    try (Tracking read = Tracking.read(copy).orElseThrow()) {
      assertThat(read.pointers().live()).isPresent().isEqualTo(tracking.pointers().live());
      assertThat(read.story().list(100)).isEqualTo(tracking.story().list(100));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/clock     | {                                           | 400 | not JSON",
        "/clock     | []                                          | 400 | not a JSON object",
        "/clock     | {}                                          | 422 | `at` is missing",
        "/clock     | {\"at\": 5}                                 | 422 | `at` is not a text",
        "/clock     | {\"at\": \"soon\"}                          | 422 | `at` is an instant",
        "/clock     | {\"at\": \"2001-04-01T00:00:00Z\", \"x\": 1} | 422 | `x` is not known",
        "/runs      | {\"function\": \"Bad Name\"}                | 422 | `function` cannot be"
            + " read",
        "/runs      | {\"function\": \"f\", \"parameters\": {\"a\": []}} | 422 | `parameters.a`",
        "/runs      | {\"function\": \"f\", \"inputs\": {\"a\": \"b\"}}  | 422 | `inputs.a`",
        "/retry     | {\"release\": \"12\"}                       | 422 | `release` cannot be read",
        "/retry     | {}                                          | 409 | nothing is in quarantine",
        "/suspend   | {}                                          | 422 | `reason` is missing",
        "/suspend   | {\"reason\": \" \"}                         | 422 | `reason` says nothing",
        "/resume    | {}                                          | 409 | nobody suspended",
        "/reconcile | {\"now\": true}                             | 422 | `now` is not known",
      })
  void a_wish_that_cannot_be_taken_names_its_field(
      String path, String body, int status, String message) throws Exception {
    HttpResponse<String> response = post(path, body, Optional.of(TOKEN));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).at("/error/message").asString()).contains(message);
  }

  @Test
  void a_body_beyond_a_mebibyte_is_too_large() throws Exception {
    assertThat(post("/flush", " ".repeat((1 << 20) + 1), Optional.of(TOKEN)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void another_name_for_this_machine_is_refused() throws Exception {
    assertThat(statusLineFor("rebound.example.com")).contains("403");
    assertThat(statusLineFor("127.0.0.1.example.com:80")).contains("403");
    assertThat(statusLineFor("localhost:" + server.port())).contains("200");
    assertThat(statusLineFor("127.0.0.1")).contains("200");
  }

  @Test
  void nothing_may_be_framed_scripted_or_read_across_origins() throws Exception {
    var headers = get("/").headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void the_page_tells_the_story_and_escapes_it() throws Exception {
    String page = get("/").body();

    assertThat(page)
        .contains("origin-delays@", "Refused: revision", "features/origin-delays.yaml:14:3")
        .contains("did you mean `online`?", "the gate `auc &gt;= 0.60` did not hold")
        .contains("train:delay", "own spec changed: a window of 14 days")
        .contains("FeatureSet/origin-delays → FeatureVector/flight-features")
        .contains("origin_delay_24h psi", "features-drifted", "2 uncommitted files")
        .doesNotContain("<script>alert");
  }

  @Test
  void the_stream_tells_what_happens_next() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/events"))
            .header("Last-Event-ID", "2")
            .header("Accept", "text/event-stream")
            .build();
    var lines = http.send(request, BodyHandlers.ofLines()).body().iterator();

    assertThat(until(lines, "data:")).contains("c0ffee12 is refused");
    tracking.story().tell(Sample.NOW, "run", Optional.of("run-4"), "it goes on");
    assertThat(until(lines, "data:{\"number\"")).contains("it goes on");
  }

  private static String until(java.util.Iterator<String> lines, String start) {
    String line = lines.next();
    while (!line.startsWith(start)) {
      line = lines.next();
    }
    return line;
  }

  private String statusLineFor(String host) throws IOException {
    return statusLineFor(host, "/api/v1/status");
  }

  private String statusLineFor(String host, String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
      return String.valueOf(new BufferedReader(answer).readLine());
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, Optional<String> token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1" + path)).POST(BodyPublishers.ofString(body));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.mapper().readTree(response.body());
  }
}
