package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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

/// Code of an author's that answers requests, in a cluster: a Deployment, a Service, and shares by
/// a Gateway.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
final class ServiceClusterScene {
  private static final String NAMESPACE = "service-scene";
  private static final int RATE = 50;
  private static final URI TARGET =
      URI.create(
          System.getenv().getOrDefault("MILLWRIGHT_TEST_GATEWAY", "http://127.0.0.1:8080")
              + "/weather");

  private final TestCluster cluster = TestCluster.make(NAMESPACE);
  private final Machine machine = new Machine();
  private final Weather weather = new Weather(machine);
  private final Installed installed =
      new Installed(cluster, machine, weather.repository().root(), "cluster");

  @BeforeAll
  void install() {
    String source = cluster.serve(weather.repository().root());
    weather
        .repository()
        .write("environments/cluster.yaml", environment())
        .replace(
            "project.yaml",
            "owners: [operations]",
            "owners: [operations], defaults: {baseImage: \"%s\"}".formatted(Installed.BASE));
    cluster.kubectl("create", "secret", "generic", "station", "--from-literal=unit=metres");
    weather
        .repository()
        .replace(
            "functions/weather.yaml",
            "env: {UNIT: knots}",
            "secrets: [{name: UNIT, from: {secret: station, key: unit}}]");
    weather.expect(0, "lock");
    commit("Tell the wind to a cluster");
    installed.install(source);
    awaitLive();
  }

  @AfterAll
  void leave_nothing() {
    cluster.close();
    machine.close();
    weather.close();
  }

  @Test
  @Order(1)
  void it_answers_from_outside_and_has_a_port_of_its_own_within() {
    Answer answer = weather.ask(TARGET);
    assertThat(answer.json().path("wind").asDouble()).isEqualTo(6.0);
    assertThat(answer.json().path("unit").asString()).isEqualTo("metres");
    assertThat(answer.versions()).contains("Function/weather@", "ServingGraph/weather@");
    assertThat(cluster.kubectl("get", "service", "weather", "-o", "jsonpath={.spec.ports[0].port}"))
        .isEqualTo("8081");
  }

  @Test
  @Order(2)
  void another_version_takes_over_while_requests_run() {
    try (SteadyLoad load = SteadyLoad.start(TARGET, RATE, Weather::request)) {
      load.awaitCalm(10 * RATE);
      weather.rule("origin.length() * 3");
      commit("A stronger wind");
      awaitLive();
      load.awaitAnswers(2 * RATE);
      List<Answer> answers = load.stop();

      assertThat(answers).allMatch(Answer::isOk);
      assertThat(Weather.rules(answers)).hasSize(2);
      assertThat(Weather.rules(answers).values()).allSatisfy(it -> assertThat(it).hasSize(1));
    }
  }

  @Test
  @Order(3)
  void a_secret_that_changes_has_its_readers_started_anew_while_requests_run() {
    cluster.kubectl(
        "create",
        "role",
        "read-station",
        "--verb=get",
        "--resource=secrets",
        "--resource-name=station");
    cluster.kubectl(
        "create",
        "rolebinding",
        "read-station",
        "--role=read-station",
        "--serviceaccount=" + NAMESPACE + ":millwright-reconciler");
    String version = weather.ask(TARGET).versions();
    try (SteadyLoad load = SteadyLoad.start(TARGET, RATE, Weather::request)) {
      load.awaitCalm(10 * RATE);
      cluster.kubectl("patch", "secret", "station", "-p", "{\"stringData\":{\"unit\":\"feet\"}}");
      cluster.kubectl(
          "wait",
          "deployment",
          "-l",
          "app.kubernetes.io/component=serving-graph",
          "--for=jsonpath={.spec.template.metadata.annotations.millwright\\.dev/secrets}",
          "--timeout=2m");
      cluster.kubectl(
          "rollout", "status", "deployment", "-l", "app.kubernetes.io/component=serving-graph");
      load.awaitAnswers(2 * RATE);
      List<Answer> answers = load.stop();

      assertThat(answers).allMatch(Answer::isOk);
      assertThat(answers.getLast().json().path("unit").asString()).isEqualTo("feet");
      assertThat(answers.getLast().versions()).isEqualTo(version);
    }
  }

  @Test
  @Order(4)
  void a_version_that_takes_other_types_than_it_declares_never_takes_a_request() {
    String live = weather.ask(TARGET).release();
    weather.code("int origin", "origin * 2");
    commit("Take a number");
    installed.awaitRevision(revision());
    cluster.kubectl("wait", "source/cluster", "--for=condition=Stalled", "--timeout=8m");
    assertThat(weather.ask(TARGET).release()).isEqualTo(live);
    assertThat(cluster.kubectl("get", "rollouts.millwright.dev", "-o", "yaml"))
        .contains("takes `origin` as int");
  }

  private void commit(String message) {
    weather.repository().commit(message);
    weather.expect(0, "build", "--push", "-e", "cluster");
  }

  private String revision() {
    return weather.repository().resolve("HEAD").orElseThrow();
  }

  private void awaitLive() {
    installed.awaitLive(revision());
  }

  private String environment() {
    return """
    apiVersion: millwright.dev/v1
    kind: Environment
    metadata: {name: cluster}
    spec:
      platform: kubernetes
      follows: {head: true}
      kubernetes:
        namespace: %s
        gateway: {namespace: default, name: millwright}
      registry: %s
      rollout: {steps: [20], pause: 5s, prove: 2s}
    """
        .formatted(NAMESPACE, cluster.images());
  }
}
