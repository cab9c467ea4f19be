package dev.millwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.server.metrics.Metrics;
import dev.millwright.spec.Digest;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final AtomicBoolean leads = new AtomicBoolean();
  private final Metrics metrics = new Metrics();

  @TempDir Path temporary;
  private Tracking tracking;

  @BeforeEach
  void fill() {
    tracking = Tracking.open(temporary.resolve("tracking.db"));
    Sample.fill(tracking);
    metrics.leads(leads::get);
  }

  @AfterEach
  void close() {
    tracking.close();
  }

  @Test
  void what_is_on_record_is_told() {
    record();
    Exposition told = told();

    assertThat(told.value("millwright_live_info", release("first", "4f1c09a2d5e6"))).contains(1.0);
    assertThat(told.value("millwright_wanted_info", release("second", "9b2e77c01a3f")))
        .contains(1.0);
    assertThat(told.value("millwright_revision_findings", Map.of("severity", "error")))
        .contains(2.0);
    assertThat(told.value("millwright_revision_findings", Map.of("severity", "warning")))
        .contains(0.0);
    assertThat(told.value("millwright_quarantined_releases", Map.of())).contains(1.0);
    assertThat(told.value("millwright_rollouts_total", Map.of("end", "done"))).contains(1.0);
    assertThat(told.value("millwright_rollouts_total", Map.of("end", "returned"))).contains(0.0);
    assertThat(told.value("millwright_rollout_phase", Map.of("phase", "shifting"))).contains(1.0);
    assertThat(told.value("millwright_rollout_phase", Map.of("phase", "proving"))).contains(0.0);
    assertThat(
            told.value(
                "millwright_rollout_traffic_ratio", Map.of("release", Digest.of("second").brief())))
        .contains(0.1);
    assertThat(
            told.value(
                "millwright_alert_firing",
                Map.of("monitor", "delay-drift", "alert", "features-drifted", "severity", "high")))
        .contains(1.0);
  }

  @Test
  void a_step_counts_once_however_often_it_is_asked_for() {
    record();
    told();
    Exposition again = told();
    Map<String, String> trained = Map.of("action", "train", "end", "done");

    assertThat(again.value("millwright_rollout_step_seconds_count", trained)).contains(2.0);
    assertThat(again.value("millwright_rollout_step_seconds_sum", trained)).contains(23.6);
    assertThat(
            again.value(
                "millwright_rollout_step_running_seconds",
                Map.of("action", "shift", "step", "shift")))
        .contains(6.0);
  }

  @Test
  void what_has_ended_is_no_longer_under_way() {
    record();
    told();
    RolloutRecord second = tracking.rollouts().find("r-2").orElseThrow();
    tracking.rollouts().save(overtaken(second));
    Exposition told = told();

    assertThat(told.families()).doesNotContainKey("millwright_rollout_traffic_ratio");
    assertThat(told.value("millwright_rollout_phase", Map.of("phase", "shifting"))).contains(0.0);
    assertThat(told.value("millwright_rollouts_total", Map.of("end", "overtaken"))).contains(1.0);
  }

  @Test
  void the_page_has_every_metric_and_no_other() throws IOException {
    record();
    metrics.git(() -> Optional.of(Sample.NOW), () -> true);
    metrics.written("PATCH", "deployments", "200");
    metrics.drifted("Deployment", true);
    metrics.called(true);
    SortedMap<String, String> told = new TreeMap<>();
    told().families().forEach((name, it) -> told.put(name, it.type() + " " + it.labels()));

    assertThat(told).isEqualTo(MetricsPage.documented(MetricsPage.section("Of the reconciler")));
  }

  @Test
  void a_pod_is_asked_by_its_address_and_tells_no_secret() throws Exception {
    record();
    try (Server server =
        Server.start(
            ANY, "the-token", tracking, new FakeControl(temporary), metrics, Optional.empty())) {
      String text = get(server);

      assertThat(Exposition.read(text).families()).containsKey("millwright_live_info");
      assertThat(text).doesNotContain("the-token", "script", "auc");
    }
  }

  @Test
  void one_that_waits_says_that_it_does_not_lead() throws Exception {
    try (Server server = Server.waiting(ANY, metrics)) {
      assertThat(Exposition.read(get(server)).value("millwright_leads", Map.of())).contains(0.0);
      leads.set(true);
      assertThat(Exposition.read(get(server)).value("millwright_leads", Map.of())).contains(1.0);
    }
  }

  private void record() {
    metrics.record(tracking, InstantSource.fixed(Sample.NOW));
  }

  private Exposition told() {
    return Exposition.read(metrics.scrape());
  }

  private static Map<String, String> release(String word, String revision) {
    return Map.of("release", Digest.of(word).brief(), "revision", revision);
  }

  private static String get(Server server) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d/metrics".formatted(server.port()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      return answer.body();
    }
  }

  private static RolloutRecord overtaken(RolloutRecord it) {
    return new RolloutRecord(
        it.id(),
        it.base(),
        it.good(),
        it.target(),
        it.revision(),
        it.plan(),
        dev.millwright.tracking.Phase.OVERTAKEN,
        it.percent(),
        it.steps(),
        it.cause(),
        it.successor(),
        it.began(),
        it.changed(),
        Optional.of(Sample.NOW));
  }
}
