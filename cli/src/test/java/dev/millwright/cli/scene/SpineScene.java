package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.scene.Machine.Ran;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// From a commit to an answer, and from the next commit to the next answer without a failed or
/// mixed one between.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SpineScene {
  private static final int MOST_PER_SECOND = 500;
  private static final int SIDE_BY_SIDE = 8;

  private final Machine machine = new Machine();
  private final Flights flights = Flights.on(machine);
  private JsonNode up;
  private List<Map<String, Object>> requests;

  @BeforeAll
  void bring_the_example_up() {
    up = flights.up();
    try (Oracle oracle = new Oracle(machine.state())) {
      requests = oracle.requests();
    }
  }

  @AfterAll
  void leave_nothing() {
    flights.expect(0, "down", "--forget");
    assertThat(machine.processes()).isEmpty();
    machine.close();
    flights.close();
  }

  @Test
  @Order(1)
  void an_answer_uses_what_the_offline_join_says_for_that_key_and_time() {
    assertThat(requests).hasSizeGreaterThan(500);
    URI target = flights.target(up);
    try (Oracle oracle = new Oracle(machine.state())) {
      for (Map<String, Object> request : requests.subList(0, 300)) {
        assertThat(oracle.objection(flights.ask(target, request))).as("%s", request).isEmpty();
      }
    }
  }

  @Test
  @Order(2)
  void nothing_has_changed_is_said_and_nothing_is_done() {
    JsonNode again = flights.up();
    assertThat(again.path("changed").asBoolean()).isFalse();
    assertThat(again.path("release")).isEqualTo(up.path("release"));
  }

  @Test
  @Order(3)
  void a_selected_window_reaches_the_graph_while_requests_run() {
    flights.addWindow("3h", true);
    flights.repository().commit("Look at the last three hours");
    assertThat(actions(flights.expect(2, "plan", "--output", "json").json()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "FeatureSet/origin-delays", "BACKFILL",
                "FeatureVector/flight-features", "REPLACE",
                "Model/delay", "RETRAIN",
                "ServingGraph/predict-delay", "REDEPLOY",
                "Monitor/delay-drift", "REBASELINE"));

    List<Answer> answers = underLoad();

    assertThat(releases(answers)).hasSize(2).contains(up.path("release").asString());
    try (Oracle oracle = new Oracle(machine.state())) {
      List<String> objections =
          answers.stream().map(oracle::objection).flatMap(Optional::stream).distinct().toList();
      assertThat(objections).isEmpty();
    }
  }

  @Test
  @Order(4)
  void an_unselected_window_is_a_backfill_and_nothing_else() {
    Set<String> before = graphs();
    flights.addWindow("12h", false);
    flights.repository().commit("Keep half a day as well");
    assertThat(actions(flights.expect(2, "plan", "--output", "json").json()))
        .containsExactlyEntriesOf(Map.of("FeatureSet/origin-delays", "BACKFILL"));

    List<Answer> answers = underLoad();

    assertThat(graphs()).isEqualTo(before);
    try (Oracle oracle = new Oracle(machine.state())) {
      assertThat(answers.stream().map(oracle::objection).flatMap(Optional::stream)).isEmpty();
    }
  }

  /// Like a system that has run for a while: the first seconds only compile the load's own code.
  /// What a machine cannot answer even when nothing else happens says nothing about an upgrade, so
  /// that the load is a part of what this one can do.
  ///
  /// @return requests a second
  private int sustained() {
    try (SteadyLoad load =
        SteadyLoad.idle(flights.target(up), n -> requests.get(n % requests.size()))) {
      load.perSecond(SIDE_BY_SIDE, 3_000);
      double most = load.perSecond(SIDE_BY_SIDE, 3_000);
      int rate = (int) Math.clamp(most / 3, 50, MOST_PER_SECOND);
      System.out.printf("%.0f answers a second at most; load: %d a second%n", most, rate);
      return rate;
    }
  }

  private List<Answer> underLoad() {
    int rate = sustained();
    try (SteadyLoad load =
        SteadyLoad.start(flights.target(up), rate, n -> requests.get(n * 7 % requests.size()))) {
      Ran ran = flights.run("up", "--output", "json");
      List<Answer> answers = load.stop();
      assertThat(failures(answers)).as(ran.err()).isEmpty();
      assertThat(ran.status()).as(ran.err()).isZero();
      up = ran.json();
      return answers;
    }
  }

  /// What went wrong, each kind once with its number.
  private static Map<String, Long> failures(List<Answer> answers) {
    return answers.stream()
        .filter(answer -> !answer.isOk())
        .collect(
            Collectors.groupingBy(
                answer -> answer.status() + " " + answer.body() + answer.failure(),
                Collectors.counting()));
  }

  private static Set<String> releases(List<Answer> answers) {
    return answers.stream().map(Answer::release).collect(Collectors.toSet());
  }

  /// What a plan does that is not to keep.
  private static Map<String, String> actions(JsonNode plan) {
    return StreamSupport.stream(plan.path("changes").spliterator(), false)
        .filter(change -> !change.path("action").asString().equalsIgnoreCase("keep"))
        .collect(
            Collectors.toMap(
                change -> change.path("address").asString(),
                change -> change.path("action").asString().toUpperCase(java.util.Locale.ROOT)));
  }

  /// The graphs' processes, by pid.
  private Set<String> graphs() {
    return StreamSupport.stream(flights.api(up, "/status").path("processes").spliterator(), false)
        .map(process -> process.path("what").asString() + " " + process.path("pid").asLong())
        .collect(Collectors.toSet());
  }
}
