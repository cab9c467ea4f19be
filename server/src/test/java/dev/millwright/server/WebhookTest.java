package dev.millwright.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.webhook.Webhook;
import dev.millwright.tracking.Tracking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /// The example in GitHub's documentation of its deliveries.
  private static final String SECRET = "It's a Secret to Everybody";

  private static final String BODY = "Hello, World!";
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  private final AtomicInteger looks = new AtomicInteger();
  private final Metrics metrics = new Metrics();
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path temporary;
  private Tracking tracking;
  private Server server;

  @BeforeEach
  void start() {
    tracking = Tracking.open(temporary.resolve("tracking.db"));
    server = server(Optional.of(new Webhook(SECRET, looks::incrementAndGet)));
  }

  @AfterEach
  void stop() {
    server.close();
    tracking.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "X-Hub-Signature-256, " + SIGNATURE,
    "X-Hub-Signature, " + SIGNATURE,
    "X-Gitlab-Token, It's a Secret to Everybody",
    "Authorization, Bearer It's a Secret to Everybody"
  })
  void who_shows_the_secret_in_the_way_of_a_forge_has_git_looked_at(String header, String value)
      throws Exception {
    assertThat(call(header, value, BODY)).isEqualTo(202);
    assertThat(looks).hasValue(1);
    assertThat(counted("taken")).contains(1.0);
    assertThat(counted("refused")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "X-Other, none",
    "X-Hub-Signature-256, sha256=",
    "X-Hub-Signature-256, sha256=zz",
    "X-Hub-Signature-256, sha256=757107ea",
    "X-Hub-Signature-256, sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    "X-Hub-Signature-256, "
        + "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
    "X-Gitlab-Token, It's a Secret to Everybod",
    "X-Gitlab-Token, It's a Secret to Everybody!",
    "Authorization, It's a Secret to Everybody",
    "Authorization, Bearer the-token"
  })
  void who_does_not_is_refused_and_counted(String header, String value) throws Exception {
    assertThat(call(header, value, BODY)).isEqualTo(401);
    assertThat(looks).hasValue(0);
    assertThat(counted("refused")).contains(1.0);
  }

  @Test
  void a_signature_is_of_this_body_alone() throws Exception {
    assertThat(call("X-Hub-Signature-256", SIGNATURE, BODY + " ")).isEqualTo(401);
    assertThat(call("X-Hub-Signature-256", SIGNATURE, "")).isEqualTo(401);
    assertThat(looks).hasValue(0);
  }

  @Test
  void a_wrong_signature_is_not_outdone_by_another_proof() throws Exception {
    HttpRequest request =
        request(BodyPublishers.ofString(BODY))
            .header("X-Hub-Signature-256", "sha256=00")
            .header("X-Gitlab-Token", SECRET)
            .build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
  }

  @Test
  void a_body_that_is_too_large_is_refused_whether_it_says_so_or_not() throws Exception {
    byte[] large = new byte[5 << 20];
    BodyPublisher unsaid = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    for (BodyPublisher body : new BodyPublisher[] {BodyPublishers.ofByteArray(large), unsaid}) {
      HttpRequest request = request(body).header("X-Hub-Signature-256", SIGNATURE).build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(413);
    }
    assertThat(looks).hasValue(0);
  }

  @Test
  void only_a_call_is_let_in_from_elsewhere() throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d/webhook".formatted(server.port()));
    HttpRequest get = HttpRequest.newBuilder(uri).header("X-Gitlab-Token", SECRET).build();

    assertThat(http.send(get, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    assertThat(looks).hasValue(0);
  }

  @Test
  void without_a_secret_nothing_is_there_to_be_called() throws Exception {
    server.close();
    server = server(Optional.empty());

    assertThat(call("Authorization", "Bearer ", BODY)).isEqualTo(404);
    assertThatThrownBy(() -> new Webhook("", () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Server server(Optional<Webhook> webhook) {
    return Server.start(ANY, "the-token", tracking, new FakeControl(temporary), metrics, webhook);
  }

  private int call(String header, String value, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(BodyPublishers.ofString(body, UTF_8)).header(header, value).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder request(BodyPublisher body) {
    URI uri = URI.create("http://127.0.0.1:%d/webhook".formatted(server.port()));
    return HttpRequest.newBuilder(uri).POST(body);
  }

  private Optional<Double> counted(String outcome) {
    return Exposition.read(metrics.scrape())
        .value("millwright_webhook_calls_total", Map.of("outcome", outcome));
  }
}
