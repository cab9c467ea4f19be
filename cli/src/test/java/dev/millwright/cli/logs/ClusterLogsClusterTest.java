package dev.millwright.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// What pods on a real cluster have said.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ClusterLogsClusterTest {
  private static final String IMAGE =
      System.getenv().getOrDefault("MILLWRIGHT_TEST_REGISTRY", "127.0.0.1:5000") + "/base/java:25";
  private static final String LONG =
      "run-a-function-whose-name-is-as-long-as-a-name-may-be-in-this-place-1795674169657";

  private final String namespace = "eyes-logs-" + UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient client = new KubernetesClientBuilder().build();

  @BeforeAll
  void run() {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    pod(
        "first",
        Map.of("batch.kubernetes.io/job-name", "run-report-1795674169657"),
        IMAGE,
        "-version");
    ended("first");
    pod(
        "second",
        Map.of("batch.kubernetes.io/job-name", "run-report-1795674169657"),
        IMAGE,
        "--version");
    pod("graph", Map.of("millwright.dev/component", "predict-delay"), IMAGE, "--list-modules");
    pod(
        "waits",
        Map.of("batch.kubernetes.io/job-name", "run-waits-1"),
        IMAGE + "-none",
        "-version");
    pod("long", Map.of("batch.kubernetes.io/job-name", Parts.jobName(LONG)), IMAGE, "--version");
  }

  @AfterAll
  void close() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }

  @Test
  void a_run_is_named_by_its_id_or_a_part_of_it_and_its_newest_pod_is_read() {
    ended("second");

    assertThat(said("run-report-1795674169657", false))
        .hasSizeGreaterThan(1)
        .first()
        .asString()
        .startsWith("openjdk 25");
    assertThat(said("report", false)).isEqualTo(said("run-report-1795674169657", false));
  }

  @Test
  void one_that_is_followed_is_read_from_its_start_to_its_end() {
    assertThat(said(LONG, true)).first().asString().startsWith("openjdk 25");
  }

  @Test
  void a_graph_is_named_by_its_name_and_not_by_a_part_of_it() {
    ended("graph");

    assertThat(said("predict-delay", false)).anyMatch(line -> line.startsWith("java.base@25"));
    assertThatThrownBy(() -> said("predict", false)).isInstanceOf(CommandFailure.class);
  }

  @Test
  void one_that_has_not_begun_has_said_nothing_yet() {
    assertThatThrownBy(() -> said("run-waits-1", false))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure)
                  .hasMessage("the pod waits has not begun, so it has said nothing yet");
              assertThat(failure.hint()).contains("kubectl --namespace " + namespace);
            });
  }

  @Test
  void that_a_pod_is_gone_is_said_with_what_is_on_record() {
    assertThatThrownBy(() -> said("run-past-1", false))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "the pod of run-past-1 is gone, and what it said with it; the run is on record as FAILED:"
                + " no rows");
  }

  @Test
  void a_name_that_nothing_has_is_answered_with_those_that_there_are() {
    assertThatThrownBy(() -> said("nothing", false))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure ->
                assertThat(failure.hint()).contains("predict-delay", "run-report-1795674169657"));
  }

  private List<String> said(String name, boolean follows) {
    List<String> lines = new ArrayList<>();
    new ClusterLogs(client, namespace, () -> List.of(past())).print(name, follows, lines::add);
    return lines;
  }

  private void pod(String name, Map<String, String> labels, String image, String argument) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("app.kubernetes.io/managed-by", "millwright");
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(all)
            .endMetadata()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .addNewContainer()
            .withName("main")
            .withImage(image)
            .withCommand("java", argument)
            .endContainer()
            .endSpec()
            .build();
    client.pods().inNamespace(namespace).resource(pod).create();
  }

  private void ended(String pod) {
    client
        .pods()
        .inNamespace(namespace)
        .withName(pod)
        .waitUntilCondition(
            it -> it != null && it.getStatus().getPhase().equals("Succeeded"), 3, TimeUnit.MINUTES);
  }

  private static RunRecord past() {
    return new RunRecord(
        "run-past-1",
        "run",
        RunState.FAILED,
        Address.parse("Function/past"),
        Digest.of("past"),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.of("no rows"),
        Instant.EPOCH,
        Optional.empty(),
        Optional.of(Instant.EPOCH));
  }
}
