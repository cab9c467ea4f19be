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

/// The example on a real Kubernetes, from the installation on: its images from a registry, what is
/// taken and refused, who is asked what, and what comes back. Upgrades under load are a scene of
/// their own.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(900)
final class ClusterScene {
  private static final String NAMESPACE = "scene";
  private static final String GRAPH = "graphs/predict-delay.yaml";
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

    flights
        .repository()
        .replace("models/delay.yaml", "parameters: {epochs: 6}", "parameters: {epochs: 5}")
        .replace("models/delay.yaml", "auc >= 0.95", "auc >= 0.63");
    flights.repository().commit("Ask for what it can");
    scene.awaitLive();
    assertThat(scene.ask().release()).isEqualTo(live);
  }

  /// What a shadow answers is held against what the old version answers, request by request and as
  /// a whole; nobody gets its answers, before it has passed.
  @Test
  @Order(2)
  void a_shadows_answers_are_compared_before_it_has_a_share() {
    String before = flights.repository().read(GRAPH);
    flights
        .repository()
        .replace(GRAPH, "strategy: canary", "strategy: canary\n    shadow: true")
        .replace(GRAPH, "pause: 2s", "pause: 6s")
        .replace(GRAPH, "steps: [10, 50]", "steps: [50]")
        .replace(GRAPH, "[\"error_rate <= 0.01\"", "[\"psi(late_probability) < 0\"")
        .replace(GRAPH, "onInconclusive: proceed", "onInconclusive: return")
        .replace("models/delay.yaml", "{epochs: 5}", "{epochs: 4}");
    List<Answer> refused =
        scene.underLoad(
            () -> {
              scene.awaitRevision(flights.repository().commit("Answer exactly as before"));
              cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=5m");
            });
    scene.everyAnswerIsRight(refused);
    assertThat(ClusterFlights.releases(refused)).hasSize(1);
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev"))
        .contains("psi(late_probability) < 0.0 does not hold: psi(late_probability) is 0.");
    assertThat(cluster.kubectl("get", "events"))
        .containsPattern("shadow: \\d+ copies answered, 0 with an error; of \\d+ answers compared");

    flights.repository().replace(GRAPH, "psi(late_probability) < 0", "psi(late_probability) < 5");
    List<Answer> taken =
        scene.underLoad(
            () -> {
              flights.repository().commit("Answer somewhat as before");
              scene.awaitLive();
            });
    scene.everyAnswerIsRight(taken);
    assertThat(ClusterFlights.releases(taken)).hasSize(2);
    flights.repository().write(GRAPH, before).commit("Judge as before");
    scene.awaitLive();
  }

  @Test
  @Order(3)
  void what_somebody_takes_away_comes_back() {
    cluster.kubectl("delete", "httproute", "predict-delay");
    cluster.kubectl("wait", "httproute/predict-delay", "--for=create", "--timeout=10s");
    assertThat(scene.ask().isOk()).isTrue();
  }

  @Test
  @Order(4)
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
  @Order(5)
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
  @Order(6)
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
  @Order(7)
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
}
