package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
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

/// Upgrades of the example, with a second graph, on a real Kubernetes under steady load from
/// outside, through a Gateway, while one thing after the other is killed: each answer is held to
/// the oracle of what its headers name, and none may fail. `-Dscene.rate` is of requests a second,
/// `-Dscene.answers` of requests an upgrade is to see at least.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(900)
final class ClusterUpgradeScene {
  private static final String NAMESPACE = "upgrades";
  private static final String GRAPH = "graphs/predict-delay.yaml";
  private static final String MODEL = "models/delay.yaml";
  private static final String GRAPHS = "app.kubernetes.io/component=serving-graph";
  private static final String RECONCILER = "app.kubernetes.io/name=millwright-reconciler";

  /// How long a leader is stopped: longer than anybody waits for it.
  private static final int STOPPED_SECONDS = 60;

  private final TestCluster cluster = TestCluster.make(NAMESPACE);
  private final ClusterFlights scene = new ClusterFlights(cluster);
  private final Flights flights = scene.flights();

  @BeforeAll
  void install() {
    scene.addGraph("rank-delay");
    scene.installed().install(scene.prepare());
    leaveTheStoppedAlone();
    scene.awaitLive();
  }

  /// A node kills what does not answer its probe, before it could wake up.
  private void leaveTheStoppedAlone() {
    cluster.kubectl(
        "patch",
        "deployment/millwright-reconciler",
        "--type=json",
        "-p",
        "[{\"op\": \"replace\", \"path\":"
            + " \"/spec/template/spec/containers/0/livenessProbe/failureThreshold\", \"value\": 60}]");
  }

  @AfterAll
  void leave_nothing() {
    scene.close();
  }

  @Test
  @Order(1)
  void an_upgrade_across_components_loses_nothing_and_mixes_nothing() {
    upgraded(
        "an upgrade",
        load -> {
          flights.addWindow("3h", true);
          flights.repository().commit("A window");
          flights.expect(0, "build", "--push", "-e", "cluster");
          scene.awaitLive();
        });
  }

  /// Its requests are answered, though not as quickly as nobody can.
  @Test
  @Order(2)
  void a_release_that_its_analysis_refuses_is_taken_back_and_no_request_fails() {
    String live = scene.live();
    String before = flights.repository().read(GRAPH);
    upgraded(
        "an upgrade that is taken back",
        load -> {
          flights
              .repository()
              .replace(GRAPH, "[\"error_rate <= 0.01\"", "[\"p99_ms <= 0.001\"")
              .replace(MODEL, "{epochs: 5}", "{epochs: 2}");
          scene.awaitRevision(flights.repository().commit("Answer at once"));
          cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=5m");
        });

    assertThat(scene.live()).isEqualTo(live);
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev")).contains("p99_ms <= 0.001");
    flights.repository().write(GRAPH, before).replace(MODEL, "{epochs: 2}", "{epochs: 5}");
    scene.awaitRevision(flights.repository().commit("Answer as before"));
    assertThat(scene.ask().release()).isEqualTo(live);
  }

  @Test
  @Order(3)
  void the_reconciler_is_killed_while_it_shifts_and_the_next_one_goes_on() {
    upgraded(
        "an upgrade whose reconciler is killed",
        load -> {
          train(4);
          load.awaitReleases(2);
          cluster.kubectl(
              "delete", "pod", "-l", RECONCILER, "--grace-period=0", "--force", "--wait=false");
          scene.awaitLive();
        });

    assertThat(cluster.kubectl("get", "deployments", "-l", GRAPHS, "-o", "name").lines())
        .hasSize(2);
  }

  @Test
  @Order(4)
  void a_pod_of_each_version_is_taken_away_while_both_answer_and_no_request_fails() {
    for (String graph : List.of(GRAPH, "graphs/rank-delay.yaml")) {
      flights.repository().replace(graph, "pause: 2s", "pause: 20s");
    }
    upgraded(
        "an upgrade that loses a pod of each version",
        load -> {
          train(3);
          load.awaitReleases(2);
          List<String> deployments =
              cluster.kubectl("get", "deployments", "-l", GRAPHS, "-o", "name").lines().toList();
          assertThat(deployments).hasSize(4);
          deployments.forEach(this::losesAPod);
          scene.awaitLive();
        });
  }

  /// Returns at once: both versions are without a pod for a while.
  private void losesAPod(String deployment) {
    String version =
        cluster.kubectl(
            "get",
            deployment,
            "-o",
            "jsonpath={.spec.template.metadata.labels.millwright\\.dev/version}");
    String pod =
        cluster
            .kubectl("get", "pods", "-l", "millwright.dev/version=" + version, "-o", "name")
            .lines()
            .findFirst()
            .orElseThrow();
    cluster.kubectl("delete", pod, "--wait=false");
  }

  @Test
  @Order(5)
  void a_leader_that_is_stopped_while_it_shifts_writes_nothing_when_it_wakes_and_ends() {
    standBy();
    upgraded(
        "an upgrade whose leader is stopped",
        load -> {
          train(2);
          load.awaitReleases(2);
          String stopped = leader();
          String process = cluster.process(stopped);
          cluster.signal(process, "STOP");
          int answered = load.answered();
          scene.awaitLive();
          load.awaitAll(answered + STOPPED_SECONDS * ClusterFlights.RATE);
          assertThat(leader()).isNotEqualTo(stopped);
          cluster.signal(process, "CONT");
          cluster.kubectl(
              "wait",
              "pod/" + stopped,
              "--for=jsonpath={.status.containerStatuses[0].lastState.terminated.exitCode}=75",
              "--timeout=2m");
        });
  }

  /// Has a second reconciler wait for the first one's lease.
  private void standBy() {
    cluster.kubectl("scale", "deployment/millwright-reconciler", "--replicas=2");
    cluster.kubectl(
        "wait",
        "deployment/millwright-reconciler",
        "--for=jsonpath={.status.replicas}=2",
        "--timeout=1m");
    cluster.kubectl(
        "wait",
        "pod",
        "-l",
        RECONCILER,
        "--for=jsonpath={.status.containerStatuses[0].started}=true",
        "--timeout=3m");
  }

  private String leader() {
    return cluster.kubectl(
        "get", "lease", "millwright-reconciler", "-o", "jsonpath={.spec.holderIdentity}");
  }

  /// Commits another number of epochs.
  private void train(int epochs) {
    String model = flights.repository().read(MODEL);
    flights
        .repository()
        .write(MODEL, model.replaceFirst("\\{epochs: \\d+}", "{epochs: " + epochs + "}"));
    scene.awaitRevision(flights.repository().commit("Train for " + epochs + " epochs"));
  }

  /// No answer may fail, mix versions or be another one than what its versions answer.
  private void upgraded(String what, Consumer<SteadyLoad> change) {
    List<Answer> answers = scene.underLoad(change, ClusterFlights.ANSWERS);
    System.out.printf(
        "%s, under %d requests a second: %d answers%n", what, ClusterFlights.RATE, answers.size());
    scene.everyAnswerIsRight(answers);
    assertThat(ClusterFlights.releases(answers)).hasSize(2);
  }
}
