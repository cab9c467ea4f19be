package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
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

/// The example on a real Kubernetes, from the installation on: images from a registry, requests
/// from outside through a Gateway, each answer held to the oracle of what its headers name.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(900)
final class ClusterScene {
  private static final String NAMESPACE = "scene";
  private static final String GRAPHS = "app.kubernetes.io/component=serving-graph";
  private final TestCluster cluster = TestCluster.make(NAMESPACE);
  private final ClusterFlights scene = new ClusterFlights(cluster);
  private final Flights flights = scene.flights();

  @BeforeAll
  void install() {
    scene.installed().install(scene.prepare());
    scene.awaitLive();
  }

  @AfterAll
  void leave_nothing() {
    scene.close();
  }

  @Test
  @Order(1)
  void an_upgrade_across_components_loses_nothing_and_mixes_nothing() {
    List<Answer> answers =
        scene.underLoad(
            () -> {
              flights.addWindow("3h", true);
              flights.repository().commit("A window");
              flights.expect(0, "build", "--push", "-e", "cluster");
              scene.awaitLive();
            },
            ClusterFlights.ANSWERS);

    System.out.printf(
        "an upgrade under %d requests a second: %d answers%n", ClusterFlights.RATE, answers.size());
    scene.everyAnswerIsRight(answers);
    assertThat(ClusterFlights.releases(answers)).hasSize(2);
  }

  @Test
  @Order(2)
  void a_model_that_fails_its_gate_never_answers_and_says_why() {
    String live = scene.live();
    flights
        .repository()
        .replace("models/delay.yaml", "parameters: {epochs: 5}", "parameters: {epochs: 6}")
        .replace("models/delay.yaml", "auc >= 0.63", "auc >= 0.95");
    String revision = flights.repository().commit("Ask too much");
    scene.awaitRevision(revision);
    cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=5m");

    assertThat(scene.live()).isEqualTo(live);
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev"))
        .contains("Returned", "fails its gate");
    assertThat(scene.ask().release()).isEqualTo(live);
  }

  @Test
  @Order(3)
  void the_reconciler_is_killed_while_it_shifts_and_the_next_one_goes_on() {
    List<Answer> answers =
        scene.underLoad(
            () -> {
              flights
                  .repository()
                  .replace(
                      "models/delay.yaml", "parameters: {epochs: 6}", "parameters: {epochs: 4}")
                  .replace("models/delay.yaml", "auc >= 0.95", "auc >= 0.63");
              String revision = flights.repository().commit("Ask less");
              scene.awaitRevision(revision);
              cluster.kubectl(
                  "delete",
                  "pod",
                  "-l",
                  reconciler(),
                  "--grace-period=0",
                  "--force",
                  "--wait=false");
              scene.awaitLive();
            });

    scene.everyAnswerIsRight(answers);
    assertThat(ClusterFlights.releases(answers)).hasSize(2);
    assertThat(cluster.kubectl("get", "deployments", "-l", GRAPHS, "-o", "name").lines())
        .hasSize(1);
  }

  /// Its requests are answered, though not as quickly as nobody can.
  @Test
  @Order(4)
  void a_release_that_its_analysis_refuses_is_taken_back_and_no_request_fails() {
    String live = scene.live();
    String graph = "graphs/predict-delay.yaml";
    String before = flights.repository().read(graph);
    List<Answer> answers =
        scene.underLoad(
            () -> {
              flights
                  .repository()
                  .replace(graph, "[\"error_rate <= 0.01\"", "[\"p99_ms <= 0.001\"")
                  .replace("models/delay.yaml", "{epochs: 4}", "{epochs: 2}");
              scene.awaitRevision(flights.repository().commit("Answer at once"));
              cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=5m");
            });

    scene.everyAnswerIsRight(answers);
    assertThat(ClusterFlights.releases(answers)).hasSize(2);
    assertThat(scene.live()).isEqualTo(live);
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev")).contains("p99_ms <= 0.001");
    flights
        .repository()
        .write(graph, before)
        .replace("models/delay.yaml", "{epochs: 2}", "{epochs: 4}");
    scene.awaitRevision(flights.repository().commit("Answer as before"));
    assertThat(scene.ask().release()).isEqualTo(live);
  }

  @Test
  @Order(5)
  void a_pod_is_deleted_and_no_request_fails() {
    List<Answer> answers =
        scene.underLoad(
            () ->
                cluster
                    .kubectl("get", "pods", "-l", GRAPHS, "-o", "name")
                    .lines()
                    .forEach(this::replaced));

    scene.everyAnswerIsRight(answers);
  }

  @Test
  @Order(6)
  void what_somebody_takes_away_comes_back() {
    cluster.kubectl("delete", "httproute", "predict-delay");
    cluster.kubectl("wait", "httproute/predict-delay", "--for=create", "--timeout=10s");
    assertThat(scene.ask().isOk()).isTrue();
  }

  /// Deletes a pod and waits until another one has taken its place.
  private void replaced(String pod) {
    cluster.kubectl("delete", pod);
    cluster.kubectl(
        "wait",
        "deployment",
        "-l",
        GRAPHS,
        "--for=jsonpath={.status.availableReplicas}=2",
        "--timeout=3m");
  }

  @Test
  @Order(7)
  void a_cluster_is_asked_as_this_machine_is() {
    assertThat(flights.expect(0, "status", "-e", "cluster").out())
        .contains(scene.live().substring(0, 8));
    assertThat(flights.expect(0, "why", "predict-delay", "-e", "cluster").out())
        .contains("predict-delay");
    flights.expect(0, "suspend", "-e", "cluster", "--reason", "an audit");
    flights.repository().replace("models/delay.yaml", "auc >= 0.63", "auc >= 0.62");
    scene.awaitRevision(flights.repository().commit("Ask even less"));
    assertThat(cluster.kubectl("get", "source/cluster")).contains("an audit");
    flights.expect(0, "resume", "-e", "cluster");
    scene.awaitLive();
  }

  @Test
  @Order(8)
  void a_function_starts_at_its_times_and_each_run_is_on_record() {
    flights.addTidying();
    flights.repository().commit("Tidy each minute");
    flights.expect(0, "build", "--push", "-e", "cluster");
    scene.awaitLive();
    cluster.kubectl("wait", "cronjob/tidy", "--for=create", "--timeout=1m");
    cluster.kubectl(
        "wait", "cronjob/tidy", "--for=jsonpath={.status.lastSuccessfulTime}", "--timeout=4m");

    assertThat(whyTidy()).contains("schedule succeeded: kept 30");

    flights.repository().delete("functions/tidy.yaml");
    flights.repository().commit("Tidy no more");
    scene.awaitLive();
    cluster.kubectl("wait", "cronjob/tidy", "--for=delete", "--timeout=1m");
  }

  /// Once the reconciler has seen that the run ended.
  private String whyTidy() {
    Instant end = Instant.now().plusSeconds(60);
    String why;
    do {
      why = flights.expect(0, "why", "tidy", "-e", "cluster").out();
    } while (!why.contains("schedule succeeded") && Instant.now().isBefore(end));
    return why;
  }

  @Test
  @Order(9)
  void while_git_is_away_requests_are_answered_and_a_commit_is_found_once_it_is_back() {
    List<Answer> answers =
        scene.underLoad(
            () -> {
              cluster.withoutGit(
                  () -> {
                    cluster.kubectl(
                        "wait", "source/cluster", "--for=condition=Fetched=False", "--timeout=1m");
                    flights.repository().replace("models/delay.yaml", "auc >= 0.62", "auc >= 0.61");
                    flights.repository().commit("Ask less again");
                  });
              scene.awaitLive();
            });
    scene.everyAnswerIsRight(answers);
    cluster.kubectl("wait", "source/cluster", "--for=condition=Fetched", "--timeout=1m");
  }

  @Test
  @Order(10)
  void a_leader_that_was_stopped_and_wakes_writes_nothing_and_ends() {
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
        reconciler(),
        "--for=jsonpath={.status.containerStatuses[0].started}=true",
        "--timeout=3m");
    String stopped = leader();
    String other =
        cluster
            .kubectl("get", "pods", "-l", reconciler(), "-o", "name")
            .lines()
            .map(name -> name.substring("pod/".length()))
            .filter(name -> !name.equals(stopped))
            .findFirst()
            .orElseThrow();
    String process = cluster.process(stopped);
    List<Answer> answers =
        scene.underLoad(
            () -> {
              cluster.signal(process, "STOP");
              cluster.kubectl(
                  "wait",
                  "lease/millwright-reconciler",
                  "--for=jsonpath={.spec.holderIdentity}=" + other,
                  "--timeout=1m");
              cluster.signal(process, "CONT");
              flights.repository().replace("models/delay.yaml", "{epochs: 4}", "{epochs: 3}");
              flights.repository().commit("Train less");
              scene.awaitLive();
            });

    scene.everyAnswerIsRight(answers);
    assertThat(ClusterFlights.releases(answers)).hasSize(2);
    assertThat(
            cluster.kubectl(
                "get",
                "pod",
                stopped,
                "-o",
                "jsonpath={.status.containerStatuses[0].lastState.terminated.exitCode}"))
        .isEqualTo("75");
  }

  @Test
  @Order(11)
  void a_cluster_that_takes_signed_images_alone_refuses_another_one_until_it_is_signed()
      throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = keys.generateKeyPair();
    Path key = scene.machine().file("sign.pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    cluster.kubectl(
        "set",
        "env",
        "deployment/millwright-reconciler",
        "MILLWRIGHT_VERIFY_KEY=" + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    flights.repository().write("functions/train-delay/NOTES", "Another image.\n");
    String revision = flights.repository().commit("Note something");
    flights.expect(0, "build", "--push", "-e", "cluster");
    scene.awaitRevision(revision);
    cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=5m");
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev")).contains("is not signed");

    flights.expect(0, "build", "--push", "-e", "cluster", "--sign-key", key.toString());
    flights.expect(0, "retry", "-e", "cluster");
    scene.awaitLive();
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label);
  }

  private String leader() {
    return cluster.kubectl(
        "get", "lease", "millwright-reconciler", "-o", "jsonpath={.spec.holderIdentity}");
  }

  private static String reconciler() {
    return "app.kubernetes.io/name=millwright-reconciler";
  }
}
