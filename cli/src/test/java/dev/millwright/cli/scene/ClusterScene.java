package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import tools.jackson.databind.JsonNode;

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
  private static final URI GATEWAY =
      URI.create(
          System.getenv().getOrDefault("MILLWRIGHT_TEST_GATEWAY", "http://127.0.0.1:8080")
              + "/predict-delay");
  private static final int RATE = Integer.getInteger("scene.rate", 50);

  /// How many requests an upgrade is to see at least.
  private static final int ANSWERS = Integer.getInteger("scene.answers", 0);

  private final Machine machine = new Machine();
  private final Flights flights = Flights.on(machine);
  private final TestCluster cluster = TestCluster.make(NAMESPACE);

  @BeforeAll
  void install() {
    String source = cluster.serve(flights.root());
    flights
        .repository()
        .write("environments/cluster.yaml", environment())
        .replace(
            "project.yaml",
            "  owners: [operations]",
            "  owners: [operations]\n  defaults: {baseImage: %s/base/java:25}"
                .formatted(TestCluster.REGISTRY));
    flights.expect(0, "lock");
    flights.repository().commit("Run on a cluster");
    flights.expect(0, "build", "--push", "-e", "cluster");
    cluster.apply(
        flights
            .expect(
                0,
                "install",
                "--namespace",
                NAMESPACE,
                "--no-namespace",
                "--source",
                source,
                "-e",
                "cluster",
                "--claim",
                "millwright-state",
                "--image",
                reconcilerImage())
            .out());
    cluster.kubectl(
        "set",
        "env",
        "deployment/millwright-reconciler",
        "MILLWRIGHT_REGISTRY_AT=" + cluster.registry());
    cluster.kubectl(
        "patch",
        "deployment/millwright-reconciler",
        "--type=json",
        "-p",
        "[{\"op\": \"add\", \"path\": \"/spec/template/spec/containers/0/args/-\", \"value\":"
            + " \"--every=2\"}]");
    awaitLive();
  }

  /// By its digest: a node asks for a tag once.
  private String reconcilerImage() {
    String registry = TestCluster.REGISTRY + "/millwright";
    JsonNode built =
        flights
            .expect(
                0,
                "build",
                "--own",
                "--base",
                TestCluster.REGISTRY + "/base/java:25",
                "--push",
                "--to",
                registry,
                "--output",
                "json")
            .json();
    return registry + "/reconciler@sha256:" + built.path(0).path("manifest").asString();
  }

  private static String environment() {
    return """
    apiVersion: millwright.dev/v1
    kind: Environment
    metadata:
      name: cluster
    spec:
      platform: kubernetes
      follows: {head: true}
      kubernetes:
        namespace: %s
        gateway: {namespace: default, name: millwright}
      registry: %s/%s
      clock: {startsAt: 2001-04-01T00:00:00Z}
      patches:
        - target: ServingGraph/predict-delay
          patch:
            spec:
              scaling: {replicas: 2}
              resources: {memory: 256Mi, cpu: 100m}
    """
        .formatted(NAMESPACE, TestCluster.REGISTRY, NAMESPACE);
  }

  @AfterAll
  void leave_nothing() {
    cluster.close();
    machine.close();
    flights.close();
  }

  @Test
  @Order(1)
  void an_upgrade_across_components_loses_nothing_and_mixes_nothing() {
    List<Answer> answers =
        underLoad(
            () -> {
              flights.addWindow("3h", true);
              flights.repository().commit("A window");
              flights.expect(0, "build", "--push", "-e", "cluster");
              awaitLive();
            },
            ANSWERS);

    System.out.printf("an upgrade under %d requests a second: %d answers%n", RATE, answers.size());
    everyAnswerIsRight(answers);
    assertThat(releases(answers)).hasSize(2);
  }

  @Test
  @Order(2)
  void a_model_that_fails_its_gate_never_answers_and_says_why() {
    String live = live();
    flights
        .repository()
        .replace("models/delay.yaml", "parameters: {epochs: 5}", "parameters: {epochs: 6}")
        .replace("models/delay.yaml", "auc >= 0.63", "auc >= 0.95");
    String revision = flights.repository().commit("Ask too much");
    awaitRevision(revision);
    cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=5m");

    assertThat(live()).isEqualTo(live);
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev"))
        .contains("Returned", "fails its gate");
    assertThat(ask().release()).isEqualTo(live);
  }

  @Test
  @Order(3)
  void the_reconciler_is_killed_while_it_shifts_and_the_next_one_goes_on() {
    List<Answer> answers =
        underLoad(
            () -> {
              flights
                  .repository()
                  .replace(
                      "models/delay.yaml", "parameters: {epochs: 6}", "parameters: {epochs: 4}")
                  .replace("models/delay.yaml", "auc >= 0.95", "auc >= 0.63");
              String revision = flights.repository().commit("Ask less");
              awaitRevision(revision);
              cluster.kubectl(
                  "delete",
                  "pod",
                  "-l",
                  reconciler(),
                  "--grace-period=0",
                  "--force",
                  "--wait=false");
              awaitLive();
            });

    everyAnswerIsRight(answers);
    assertThat(releases(answers)).hasSize(2);
    assertThat(cluster.kubectl("get", "deployments", "-l", GRAPHS, "-o", "name").lines())
        .hasSize(1);
  }

  /// Its requests are answered, though not as quickly as nobody can.
  @Test
  @Order(4)
  void a_release_that_its_analysis_refuses_is_taken_back_and_no_request_fails() {
    String live = live();
    String graph = "graphs/predict-delay.yaml";
    String before = flights.repository().read(graph);
    List<Answer> answers =
        underLoad(
            () -> {
              flights
                  .repository()
                  .replace(graph, "[\"error_rate <= 0.01\"", "[\"p99_ms <= 0.001\"")
                  .replace("models/delay.yaml", "{epochs: 4}", "{epochs: 2}");
              awaitRevision(flights.repository().commit("Answer at once"));
              cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=5m");
            });

    everyAnswerIsRight(answers);
    assertThat(releases(answers)).hasSize(2);
    assertThat(live()).isEqualTo(live);
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev")).contains("p99_ms <= 0.001");
    flights
        .repository()
        .write(graph, before)
        .replace("models/delay.yaml", "{epochs: 2}", "{epochs: 4}");
    awaitRevision(flights.repository().commit("Answer as before"));
    assertThat(ask().release()).isEqualTo(live);
  }

  @Test
  @Order(5)
  void a_pod_is_deleted_and_no_request_fails() {
    List<Answer> answers =
        underLoad(
            () ->
                cluster
                    .kubectl("get", "pods", "-l", GRAPHS, "-o", "name")
                    .lines()
                    .forEach(this::replaced));

    everyAnswerIsRight(answers);
  }

  @Test
  @Order(6)
  void what_somebody_takes_away_comes_back() {
    cluster.kubectl("delete", "httproute", "predict-delay");
    cluster.kubectl("wait", "httproute/predict-delay", "--for=create", "--timeout=10s");
    assertThat(ask().isOk()).isTrue();
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
    assertThat(flights.expect(0, "status", "-e", "cluster").out()).contains(live().substring(0, 8));
    assertThat(flights.expect(0, "why", "predict-delay", "-e", "cluster").out())
        .contains("predict-delay");
    flights.expect(0, "suspend", "-e", "cluster", "--reason", "an audit");
    flights.repository().replace("models/delay.yaml", "auc >= 0.63", "auc >= 0.62");
    awaitRevision(flights.repository().commit("Ask even less"));
    assertThat(cluster.kubectl("get", "source/cluster")).contains("an audit");
    flights.expect(0, "resume", "-e", "cluster");
    awaitLive();
  }

  @Test
  @Order(8)
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
        underLoad(
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
              awaitLive();
            });

    everyAnswerIsRight(answers);
    assertThat(releases(answers)).hasSize(2);
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
  @Order(9)
  void a_cluster_that_takes_signed_images_alone_refuses_another_one_until_it_is_signed()
      throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = keys.generateKeyPair();
    Path key = machine.file("sign.pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    cluster.kubectl(
        "set",
        "env",
        "deployment/millwright-reconciler",
        "MILLWRIGHT_VERIFY_KEY=" + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    flights.repository().write("functions/train-delay/NOTES", "Another image.\n");
    String revision = flights.repository().commit("Note something");
    flights.expect(0, "build", "--push", "-e", "cluster");
    awaitRevision(revision);
    cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=5m");
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev")).contains("is not signed");

    flights.expect(0, "build", "--push", "-e", "cluster", "--sign-key", key.toString());
    flights.expect(0, "retry", "-e", "cluster");
    awaitLive();
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

  private List<Answer> underLoad(Runnable change) {
    return underLoad(change, 0);
  }

  /// @param atLeast how many requests are sent, however soon the change is done
  private List<Answer> underLoad(Runnable change, int atLeast) {
    try (Oracle oracle = new Oracle(cluster.state())) {
      List<Map<String, Object>> requests = oracle.requests();
      try (SteadyLoad load =
          SteadyLoad.start(GATEWAY, RATE, n -> requests.get(n % requests.size()))) {
        load.awaitCalm(10 * RATE);
        change.run();
        load.awaitAnswers(2 * RATE);
        load.awaitAll(atLeast);
        return load.stop();
      }
    }
  }

  private void everyAnswerIsRight(List<Answer> answers) {
    try (Oracle oracle = new Oracle(cluster.state())) {
      List<String> objections =
          answers.stream().map(oracle::objection).flatMap(Optional::stream).limit(5).toList();
      assertThat(objections).as("of %d answers", answers.size()).isEmpty();
    }
  }

  private static List<String> releases(List<Answer> answers) {
    return answers.stream().map(Answer::release).distinct().toList();
  }

  private Answer ask() {
    try (Oracle oracle = new Oracle(cluster.state())) {
      return flights.ask(GATEWAY, oracle.requests().getFirst());
    }
  }

  private String live() {
    return ask().release();
  }

  private void awaitRevision(String revision) {
    cluster.kubectl("wait", "source/cluster", "--for=create", "--timeout=5m");
    cluster.kubectl(
        "wait", "source/cluster", "--for=jsonpath={.status.revision}=" + revision, "--timeout=5m");
  }

  /// Until what HEAD says is live and proven, and what it replaces is gone.
  private void awaitLive() {
    awaitRevision(flights.repository().resolve("HEAD").orElseThrow());
    cluster.kubectl("wait", "source/cluster", "--for=condition=Ready", "--timeout=8m");
    cluster.kubectl("wait", "source/cluster", "--for=condition=Reconciling=False", "--timeout=3m");
  }
}
