package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.scene.Machine.Ran;
import java.util.List;
import java.util.Map;
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

/// What the commits of an ordinary week do to a running project: words, settings, mistakes, a model
/// that is not good enough, a branch that is rewritten, requests that are wrong.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ChangeScene {
  private final Machine machine = new Machine();
  private final Flights flights = Flights.on(machine);
  private JsonNode up;

  @BeforeAll
  void bring_the_example_up() {
    up = flights.up();
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
  void a_description_changes_nothing() {
    Set<String> before = processes();
    flights
        .repository()
        .replace("models/delay.yaml", "description: The probability", "description: The chance");
    flights.repository().commit("Say it better");

    flights.expect(0, "plan");
    JsonNode after = flights.up();

    assertThat(after.path("changed").asBoolean()).isFalse();
    assertThat(after.path("release")).isEqualTo(up.path("release"));
    assertThat(processes()).isEqualTo(before);
  }

  @Test
  @Order(2)
  void replicas_and_memory_are_applied_in_place() {
    flights
        .repository()
        .replace("graphs/predict-delay.yaml", "scaling: {replicas: 1}", "scaling: {replicas: 2}");
    flights.repository().commit("Two of them");

    JsonNode after = flights.up();

    assertThat(after.path("components")).isEqualTo(up.path("components"));
    assertThat(processes()).filteredOn(what -> what.startsWith("predict-delay")).hasSize(2);
    up = after;
  }

  @Test
  @Order(3)
  void all_mistakes_of_a_commit_are_told_and_nothing_is_done() {
    Set<String> before = processes();
    flights.repository().replace("features/airports.yaml", "online: true", "onlin: true");
    flights.repository().replace("graphs/predict-delay.yaml", "{model: delay}", "{model: dellay}");
    flights.repository().replace("features/flight-outcomes.yaml", "delay > 15", "delay > 'late'");
    flights.repository().write("models/broken.yaml", "apiVersion: millwright.dev/v1\nkind: [Model");
    flights.repository().commit("Break four things");

    Ran validated = flights.expect(1, "validate");
    assertThat(validated.err())
        .contains("features/airports.yaml:32:3", "did you mean `online`")
        .contains("graphs/predict-delay.yaml", "did you mean `delay`")
        .contains("features/flight-outcomes.yaml")
        .contains("models/broken.yaml:2:");

    // `up` refuses before anything starts; the daemon sees the commit by itself and refuses it too.
    flights.expect(1, "up");
    Ran status = awaitStatus("refused");
    assertThat(status.out()).contains("features/airports.yaml:32:3");
    assertThat(processes()).isEqualTo(before);
    assertThat(flights.ask(flights.target(up), request()).isOk()).isTrue();
  }

  @Test
  @Order(4)
  void the_next_good_commit_goes_on() {
    flights.repository().replace("features/airports.yaml", "onlin: true", "online: true");
    flights.repository().replace("graphs/predict-delay.yaml", "{model: dellay}", "{model: delay}");
    flights.repository().replace("features/flight-outcomes.yaml", "delay > 'late'", "delay > 15");
    flights.repository().delete("models/broken.yaml");
    flights.repository().commit("Mend them");

    assertThat(flights.up().path("changed").asBoolean()).isFalse();
  }

  @Test
  @Order(5)
  void a_model_that_fails_its_gate_never_answers() {
    flights
        .repository()
        .replace("models/delay.yaml", "parameters: {epochs: 5}", "parameters: {epochs: 6}")
        .replace("models/delay.yaml", "auc >= 0.63", "auc >= 0.95");
    flights.repository().commit("Ask too much");

    Ran refused = flights.expect(4, "up");

    assertThat(refused.err()).contains("auc >= 0.95", "returned to the last good release");
    assertThat(flights.run("status").out()).contains("quarantine", "auc >= 0.95");
    Answer answer = flights.ask(flights.target(up), request());
    assertThat(answer.release()).isEqualTo(up.path("release").asString());

    flights.repository().replace("models/delay.yaml", "auc >= 0.95", "auc >= 0.63");
    flights.repository().commit("Ask what can be had");
    JsonNode after = flights.up();
    assertThat(after.path("release")).isNotEqualTo(up.path("release"));
    assertThat(flights.ask(flights.target(after), request()).release())
        .isEqualTo(after.path("release").asString());
    up = after;
  }

  @Test
  @Order(6)
  void a_first_model_with_a_gate_on_the_live_one_is_told_how_to_begin() {
    flights
        .repository()
        .replace(
            "models/delay.yaml", "live.auc IS NULL OR auc >= live.auc - 0.02", "auc >= live.auc");
    Ran validated = flights.expect(1, "validate");
    assertThat(validated.err()).contains("live.auc IS NULL OR");
    flights
        .repository()
        .replace(
            "models/delay.yaml", "auc >= live.auc", "live.auc IS NULL OR auc >= live.auc - 0.02");
  }

  @Test
  @Order(7)
  void a_newer_commit_overtakes_and_a_rewritten_branch_takes_nothing_away() {
    flights.addWindow("2h", true);
    flights.repository().commit("A window that will be overtaken");
    awaitStatus("rollout");
    flights
        .repository()
        .replace(
            "features/flight-features.yaml",
            "delay_avg_2h as origin_delay_2h",
            "delay_max_1h as origin_worst_1h");
    flights.repository().amend("Another feature instead");

    JsonNode after = flights.up();

    assertThat(after.path("release")).isNotEqualTo(up.path("release"));
    assertThat(flights.run("history").out()).contains("overtaken");
    Answer answer = flights.ask(flights.target(after), request());
    assertThat(answer.json().path("_explain").path("features").has("origin_worst_1h")).isTrue();
    up = after;
  }

  @Test
  @Order(8)
  void a_wrong_request_is_told_which_field_and_never_fails_the_graph() {
    var target = flights.target(up);
    assertThat(flights.post(target, "{\"origin\": ").status()).isEqualTo(400);
    assertThat(flights.post(target, "{}").status()).isEqualTo(422);
    Answer unknown =
        flights.ask(target, Map.of("origin", "SEA", "destination", "LAX", "distanc", 3));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body()).contains("distanc", "did you mean");
    Answer wrong =
        flights.ask(
            target,
            Map.of("origin", 7, "destination", "LAX", "distance", "far", "scheduled", "yesterday"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("origin", "distance", "scheduled");
    assertThat(flights.post(target, " ".repeat(10 << 20)).status()).isEqualTo(413);
    flights.leaveMidway(target);
    assertThat(flights.ask(target, request()).isOk()).isTrue();
  }

  private static Map<String, Object> request() {
    return Map.of(
        "origin",
        "SEA",
        "destination",
        "LAX",
        "distance",
        954,
        "scheduled",
        "2001-03-31T18:00:00Z");
  }

  /// Asks for the status until it says a word.
  private Ran awaitStatus(String word) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    Ran status = flights.run("status");
    while (!status.out().contains(word)) {
      assertThat(System.nanoTime()).as("no `%s` in\n%s", word, status.out()).isLessThan(deadline);
      status = flights.run("status");
    }
    return status;
  }

  private Set<String> processes() {
    List<String> lines =
        StreamSupport.stream(flights.api(up, "/status").path("processes").spliterator(), false)
            .map(process -> process.path("what").asString() + " " + process.path("pid").asLong())
            .toList();
    return lines.stream().collect(Collectors.toSet());
  }
}
