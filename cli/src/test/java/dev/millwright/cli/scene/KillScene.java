package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.scene.Machine.Ran;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// Processes that die at the worst moment. The daemon dies right after each of its intents in turn;
/// the same rollout goes on each time and ends where it would have ended.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KillScene {
  private static final String DIE = "MILLWRIGHT_DIE_AFTER";

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
  void no_request_fails_while_only_the_daemon_is_dead() {
    List<Map<String, Object>> requests = requests();
    try (SteadyLoad load =
        SteadyLoad.start(flights.target(up), 100, n -> requests.get(n % requests.size()))) {
      load.awaitAnswers(100);
      kill("dev.millwright.cli.Main", "daemon");
      load.awaitAnswers(500);
      up = flights.up();
      load.awaitAnswers(100);
      assertThat(load.stop()).allMatch(Answer::isOk);
    }
    assertThat(up.path("changed").asBoolean()).isFalse();
  }

  @Test
  @Order(2)
  void a_killed_child_is_started_anew() {
    kill("dev.millwright.serving.GraphMain", "");
    awaitAnswer();
    kill("dev.millwright.serving.GatewayMain", "");
    awaitAnswer();
    assertThat(flights.up().path("release")).isEqualTo(up.path("release"));
  }

  @Test
  @Order(3)
  void the_daemon_dies_after_each_intent_and_the_rollout_ends_all_the_same() throws IOException {
    flights.expect(0, "down");
    flights.addWindow("3h", true);
    flights.repository().commit("A window");
    Path intents = new StateLayout(machine.state()).intents();

    // Each start of the daemon dies one intent later than the one before, until one outlives all.
    int deaths = 0;
    for (int after = 1; after < 100; after++) {
      machine.with(DIE, Integer.toString(after));
      Ran ran = flights.run("up", "--output", "json");
      if (ran.status() == 0) {
        up = ran.json();
        break;
      }
      assertThat(ran.err()).contains("daemon");
      deaths++;
    }
    machine.without(DIE);

    assertThat(deaths).isGreaterThan(4);
    assertThat(Files.readString(intents)).contains("began:train:delay", "share:");
    one_training_one_rollout_one_process();
  }

  private void one_training_one_rollout_one_process() {
    StateLayout layout = new StateLayout(machine.state());
    try (Tracking tracking = Tracking.read(layout.trackingFile()).orElseThrow()) {
      Release live = tracking.pointers().live().flatMap(tracking.releases()::find).orElseThrow();
      assertThat(tracking.pointers().lastGood()).contains(live.id());
      assertThat(live.id().hex()).isEqualTo(up.path("release").asString());
      assertThat(tracking.rollouts().inProgress()).isEmpty();
      Digest model = live.of(Kind.MODEL).getFirst().version();
      List<RunRecord> trainings =
          tracking.runs().list(200).stream()
              .filter(run -> run.kind().equals("train") && run.version().equals(model))
              .toList();
      assertThat(trainings).hasSize(1);
      assertThat(tracking.bindings().model(model)).isPresent();
    }
    assertThat(processes("dev.millwright.serving.GraphMain")).hasSize(1);
    assertThat(processes("dev.millwright.serving.GatewayMain")).hasSize(1);
    assertThat(processes("dev.millwright.offline.JobMain")).isEmpty();
    try (Oracle oracle = new Oracle(machine.state())) {
      Answer answer = flights.ask(flights.target(up), oracle.requests().getFirst());
      assertThat(oracle.objection(answer)).isEmpty();
    }
  }

  private List<Map<String, Object>> requests() {
    return IntStream.range(0, 50)
        .mapToObj(
            n ->
                (Map<String, Object>)
                    new TreeMap<String, Object>(
                        Map.of(
                            "origin", "SEA",
                            "destination", "LAX",
                            "distance", 900 + n,
                            "scheduled", "2001-03-31T18:00:00Z")))
        .toList();
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!flights.ask(flights.target(up), requests().getFirst()).isOk()) {
      assertThat(System.nanoTime()).as("nothing answers again").isLessThan(deadline);
    }
  }

  private void kill(String mainClass, String word) {
    List<ProcessHandle> victims =
        processes(mainClass).stream().filter(process -> Machine.names(process, word)).toList();
    assertThat(victims).isNotEmpty();
    victims.forEach(ProcessHandle::destroyForcibly);
    victims.forEach(process -> process.onExit().join());
  }

  private List<ProcessHandle> processes(String mainClass) {
    return machine.processes().stream()
        .filter(process -> Machine.names(process, mainClass))
        .toList();
  }
}
