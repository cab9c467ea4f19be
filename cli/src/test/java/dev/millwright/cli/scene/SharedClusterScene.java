package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.node.ObjectNode;

/// The example as one of the projects of a reconciler that looks after several, from a namespace of
/// its own: all that happens in the project's is done as the project's account.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(900)
final class SharedClusterScene {
  private static final String SYSTEM = "scene-system";
  private static final String PROJECT = "scene-project";

  private final TestCluster system = TestCluster.make(SYSTEM);
  private final TestCluster cluster =
      TestCluster.make(PROJECT, system.state().resolve("projects").resolve(PROJECT));
  private final ClusterFlights scene =
      new ClusterFlights(
          cluster, "main", system.state().resolve("records").resolve(PROJECT).resolve("main"));
  private final Flights flights = scene.flights();

  @BeforeAll
  void install() {
    String url = scene.prepare();
    system.apply(
        flights
            .expect(
                0,
                "install",
                "--namespace",
                SYSTEM,
                "--no-namespace",
                "--projects",
                PROJECT,
                "--claim",
                "millwright-state",
                "--image",
                scene.reconcilerImage())
            .out());
    cluster.apply(
        """
        kind: Source
        apiVersion: millwright.dev/v1alpha1
        metadata: {name: main, namespace: %s}
        spec: {url: "%s", environment: cluster, interval: 2s, registry: "%s"}
        """
            .formatted(PROJECT, url, cluster.registry()));
    scene.awaitLive();
  }

  @AfterAll
  void leave_nothing() {
    scene.close();
    system.close();
  }

  @Test
  @Order(1)
  void an_upgrade_loses_nothing_and_mixes_nothing() {
    List<Answer> answers =
        scene.underLoad(
            () -> {
              flights.addWindow("3h", true);
              flights.repository().commit("A window");
              flights.expect(0, "build", "--push", "-e", "cluster");
              scene.awaitLive();
            });
    scene.everyAnswerIsRight(answers);
    assertThat(ClusterFlights.releases(answers)).hasSize(2);
  }

  @Test
  @Order(2)
  void the_project_is_asked_as_if_it_were_alone() {
    assertThat(flights.expect(0, "status", "-e", "cluster").out())
        .contains(scene.live().substring(0, 8));
    assertThat(flights.expect(0, "why", "predict-delay", "-e", "cluster").out())
        .contains("predict-delay");
  }

  @Test
  @Order(3)
  void without_the_right_to_be_the_account_nothing_is_done_and_what_runs_answers() {
    String live = scene.live();
    ObjectNode role =
        Json.read(
            cluster.kubectl("get", "role/millwright-reconciler", "-o", "json"), ObjectNode.class);
    ObjectNode without = role.deepCopy();
    without.withArray("rules").removeIf(rule -> rule.toString().contains("impersonate"));
    assertThat(without).isNotEqualTo(role);
    cluster.kubectl("patch", "role/millwright-reconciler", "--type=merge", "-p", rules(without));
    cluster.kubectl("wait", "source/main", "--for=condition=Served=False", "--timeout=3m");
    assertThat(cluster.kubectl("get", "source/main", "-o", "json")).contains("MayNotImpersonate");
    flights.repository().replace("models/delay.yaml", "auc >= 0.63", "auc >= 0.62");
    flights.repository().commit("Train less");
    assertThat(scene.live()).isEqualTo(live);
    cluster.kubectl("patch", "role/millwright-reconciler", "--type=merge", "-p", rules(role));
    scene.awaitLive();
    assertThat(scene.live()).isNotEqualTo(live);
  }

  private static String rules(ObjectNode role) {
    return Json.write(Map.of("rules", role.path("rules")));
  }
}
