package dev.millwright.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.client.PretendDaemon;
import dev.millwright.cli.output.CommandFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {
  private static final Instant BEGIN = Instant.parse("2001-04-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private final PretendDaemon daemon = new PretendDaemon();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicReference<Instant> clock = new AtomicReference<>(BEGIN);
  private final List<Map<String, Object>> story = new CopyOnWriteArrayList<>();
  private final List<ReplayStep> steps = new ArrayList<>();
  private final Stop stop = Stop.listening();
  private History history;

  @BeforeEach
  void begin() throws SQLException {
    history = new History(folder);
    daemon
        .on("GET", "/status", _ -> Map.of("clock", clock.get().toString()))
        .on("GET", "/history", _ -> Map.of("story", story))
        .on("GET", "/components", _ -> components())
        .on("GET", "/monitors/delay-drift/windows", _ -> windows())
        .on("POST", "/predict-delay", _ -> Map.of("late_probability", 0.5))
        .on(
            "POST",
            "/clock",
            body -> {
              clock.set(Instant.parse(body.path("at").asString()));
              return Map.of();
            });
  }

  @AfterEach
  void close() throws SQLException {
    stop.close();
    history.close();
    http.close();
    daemon.close();
  }

  @Test
  void the_present_moves_before_the_requests_of_each_step() throws Exception {
    Played played = play(BEGIN.plus(Duration.ofHours(60)), 1_000, steps::add);

    assertThat(played.to()).isEqualTo(BEGIN.plus(Duration.ofHours(60)));
    assertThat(played.sent().requests()).isEqualTo(60);
    assertThat(order())
        .containsExactly(
            "clock 2001-04-02T00:00:00Z",
            "24 requests",
            "clock 2001-04-03T00:00:00Z",
            "24 requests",
            "clock 2001-04-03T12:00:00Z",
            "12 requests");
  }

  @Test
  void a_step_is_told_when_it_is_done_with_what_the_monitors_say() throws Exception {
    play(BEGIN.plus(DAY), 6, steps::add);
    assertThat(steps)
        .extracting(ReplayReport::line)
        .containsExactly(
            "2001-04-01 to 2001-04-02      6 requests, 0 failed, mean answer 0.500"
                + "  delay-drift: drifted (distance ks 0.21 > 0.10)");
  }

  @Test
  void the_limit_a_day_holds_for_longer_and_shorter_steps() throws Exception {
    play(BEGIN.plus(Duration.ofHours(36)), 4, steps::add);
    assertThat(steps).extracting(step -> step.sent().requests()).containsExactly(4L, 2L);
  }

  @Test
  void who_stops_it_gets_what_was_played() throws Exception {
    Played played = play(BEGIN.plus(Duration.ofDays(3)), 2, _ -> stop.want());
    assertThat(played.to()).isEqualTo(BEGIN.plus(DAY));
    assertThat(played.sent().requests()).isEqualTo(2);
  }

  @Test
  void a_present_that_stays_ends_it_with_the_reason() {
    daemon.on(
        "POST",
        "/clock",
        _ -> {
          tell("the data's present stays: the disk is full");
          return Map.of();
        });
    assertThatThrownBy(() -> play(BEGIN.plus(DAY), 9, steps::add))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("the data's present stays: the disk is full");
    assertThat(order()).containsExactly("clock 2001-04-02T00:00:00Z");
  }

  @Test
  void the_end_is_when_the_monitors_have_looked_not_when_they_were_asked_to() {
    AtomicInteger looks = new AtomicInteger();
    daemon.on("POST", "/flush", _ -> Map.of());
    daemon.on(
        "GET",
        "/history",
        _ -> {
          if (looks.incrementAndGet() == 4) {
            tell("the monitors have looked at all before 2001-04-02T00:00:00Z");
          }
          return Map.of("story", story);
        });
    new DataPresent(daemon.client()).closeWindows();
    assertThat(looks).hasValue(4);
  }

  @Test
  void an_environment_on_the_wall_clock_has_no_history() {
    daemon.on("GET", "/status", _ -> Map.of());
    assertThatThrownBy(() -> new DataPresent(daemon.client()).now())
        .isInstanceOf(CommandFailure.class)
        .hasMessage("this environment runs on the wall clock");
  }

  private Played play(Instant to, int perDay, Consumer<ReplayStep> told) throws Exception {
    URI target = URI.create("http://127.0.0.1:" + daemon.port() + "/predict-delay");
    Sender sender = new Sender(http, target, "late_probability", stop::isWanted);
    return new Replay(
            new DataPresent(daemon.client()),
            new Verdicts(daemon.client()),
            history.requests(),
            sender,
            perDay,
            told,
            stop)
        .play(BEGIN, to, DAY);
  }

  /// What was posted, requests in a row as their number.
  private List<String> order() {
    List<String> order = new ArrayList<>();
    int requests = 0;
    for (String posted : daemon.posted()) {
      if (posted.startsWith("/clock ")) {
        count(requests, order);
        requests = 0;
        order.add("clock " + posted.replaceAll(".*\"at\":\"([^\"]+)\".*", "$1"));
      } else {
        requests++;
      }
    }
    count(requests, order);
    return order;
  }

  private static void count(int requests, List<String> order) {
    if (requests > 0) {
      order.add(requests + " requests");
    }
  }

  private void tell(String sentence) {
    story.add(Map.of("number", story.size() + 1, "kind", "clock", "sentence", sentence));
  }

  private static Map<String, Object> components() {
    return Map.of(
        "components",
        List.of(Map.of("address", "Model/delay"), Map.of("address", "Monitor/delay-drift")));
  }

  private static Map<String, Object> windows() {
    Map<String, Object> feature = new TreeMap<>();
    feature.put("feature", "distance");
    feature.put("method", "KS");
    feature.put("value", 0.21);
    feature.put("threshold", 0.1);
    feature.put("drifted", true);
    Map<String, Object> calm =
        Map.of("feature", "hour", "method", "PSI", "value", 0.01, "threshold", 0.2);
    return Map.of(
        "windows",
        List.of(
            Map.of("verdict", Map.of("verdict", "DRIFTED", "features", List.of(feature, calm)))));
  }
}
