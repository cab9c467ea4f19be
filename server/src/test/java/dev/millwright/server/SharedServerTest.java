package dev.millwright.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.webhook.Webhook;
import dev.millwright.tracking.Tracking;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two projects behind one port.
final class SharedServerTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger looks = new AtomicInteger();

  @TempDir Path temporary;
  private Tracking flights;
  private Tracking hotels;
  private SharedServer server;

  @BeforeEach
  void start() {
    flights = Tracking.open(temporary.resolve("flights.db"));
    hotels = Tracking.open(temporary.resolve("hotels.db"));
    Sample.fill(flights);
    server =
        SharedServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Metrics());
    add("ml-flights", flights, Optional.of(new Webhook("of-flights", looks::incrementAndGet)));
    add("ml-hotels", hotels, Optional.empty());
  }

  private void add(String name, Tracking tracking, Optional<Webhook> webhook) {
    Metrics metrics = new Metrics(Map.of("project_namespace", name));
    metrics.record(tracking, InstantSource.system());
    server.add(
        name,
        new ServedProject(
            "token-of-" + name, tracking, new FakeControl(temporary), metrics, webhook));
  }

  @AfterEach
  void stop() {
    server.close();
    flights.close();
    hotels.close();
    http.close();
  }

  @Test
  void each_is_asked_below_its_own_name() throws Exception {
    assertThat(get("/projects/ml-flights/api/v1/rollouts?limit=1", "token-of-ml-flights").body())
        .contains("SHIFTING");
    assertThat(get("/projects/ml-hotels/api/v1/rollouts", "token-of-ml-hotels").body())
        .isEqualTo("{\"rollouts\":[]}");
  }

  @Test
  void what_is_read_needs_the_projects_own_token_too() throws Exception {
    String path = "/projects/ml-flights/api/v1/record";
    assertThat(get(path, "token-of-ml-flights").statusCode()).isEqualTo(200);
    assertThat(get(path, "token-of-ml-hotels").statusCode()).isEqualTo(401);
    assertThat(get(path, "").statusCode()).isEqualTo(401);
  }

  @Test
  void a_browser_gives_the_token_as_a_password_and_changes_nothing_with_it() throws Exception {
    assertThat(send(basic("/projects/ml-flights/").GET()).body()).contains("<html");
    HttpResponse<String> changed =
        send(basic("/projects/ml-flights/api/v1/reconcile").POST(BodyPublishers.ofString("{}")));
    assertThat(changed.statusCode()).isEqualTo(401);
    assertThat(changed.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void a_change_goes_to_its_project() throws Exception {
    HttpResponse<String> taken =
        send(
            to("/projects/ml-hotels/api/v1/reconcile", "token-of-ml-hotels")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(taken.statusCode()).isEqualTo(202);
  }

  @Test
  void who_is_not_looked_after_is_not_there() throws Exception {
    assertThat(get("/projects/ml-other/", "any").statusCode()).isEqualTo(404);
    server.remove("ml-hotels");
    assertThat(get("/projects/ml-hotels/", "token-of-ml-hotels").statusCode()).isEqualTo(404);
    assertThat(get("/projects/ml-flights/api/v1/none", "token-of-ml-flights").statusCode())
        .isEqualTo(404);
  }

  @Test
  void each_projects_forge_calls_it_with_its_own_secret() throws Exception {
    assertThat(called("ml-flights", "of-flights")).isEqualTo(202);
    assertThat(looks).hasValue(1);
    assertThat(called("ml-flights", "of-hotels")).isEqualTo(401);
    assertThat(called("ml-hotels", "of-flights")).isEqualTo(401);
    assertThat(looks).hasValue(1);
    assertThat(get("/metrics", "").body())
        .contains(
            "millwright_webhook_calls_total{outcome=\"refused\",project_namespace=\"ml-flights\"} 1.0");
  }

  private int called(String project, String secret) throws Exception {
    return send(to("/projects/" + project + "/webhook", secret).POST(BodyPublishers.ofString("{}")))
        .statusCode();
  }

  @Test
  void the_first_page_names_them() throws Exception {
    assertThat(get("/", "").body())
        .contains("href=\"/projects/ml-flights/\"", "href=\"/projects/ml-hotels/\"");
  }

  @Test
  void metrics_have_each_head_once_and_a_label_for_each_project() throws Exception {
    String text = get("/metrics", "").body();
    assertThat(text)
        .containsOnlyOnce("# HELP millwright_quarantined_releases ")
        .containsOnlyOnce("# TYPE millwright_quarantined_releases gauge")
        .contains("millwright_quarantined_releases{project_namespace=\"ml-flights\"} 1.0")
        .contains("millwright_quarantined_releases{project_namespace=\"ml-hotels\"} 0.0");
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return send(to(path, token).GET());
  }

  private HttpRequest.Builder to(String path, String token) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder basic(String path) {
    String login = Base64.getEncoder().encodeToString("any:token-of-ml-flights".getBytes(UTF_8));
    return request(path).header("Authorization", "Basic " + login);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
