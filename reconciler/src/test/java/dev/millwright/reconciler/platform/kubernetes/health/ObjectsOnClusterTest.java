package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Ward.NAMESPACE;
import static dev.millwright.reconciler.platform.kubernetes.health.Ward.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.millwright.reconciler.platform.kubernetes.health.Health.Ready;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/// Claims, Jobs, routes and deletions of a real cluster that do not come to their end.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
final class ObjectsOnClusterTest {
  @RegisterExtension static final Ward WARD = new Ward();

  @Test
  void a_claim_that_is_not_there() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("claim", "{}", using("absent"));
    assertThat(WARD.cause(hanging, Hang.CLAIM_MISSING).sentence())
        .isEqualTo("The pod uses claim absent, which namespace causes does not have.");
  }

  @Test
  void a_claim_of_a_storage_class_that_is_not_there() throws InterruptedException {
    ObjectNode claim = WARD.create(claim("unbound", "absent"));
    ObjectNode hanging = WARD.deployment("unbound", "{}", using("unbound"));
    String sentence =
        "Claim unbound is bound to no volume: storageclass.storage.k8s.io \"absent\" not found.";
    assertThat(cause(claim, Hang.CLAIM_PENDING, sentence)).isEqualTo(sentence);
    Cause cause = WARD.cause(hanging, Hang.CLAIM_PENDING);
    assertThat(cause.sentence()).isEqualTo(sentence);
    assertThat(cause.about().kind()).isEqualTo("PersistentVolumeClaim");
  }

  @Test
  void a_volume_that_cannot_be_mounted() throws InterruptedException {
    WARD.create(
        """
        {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": "causes-nowhere"},
         "spec": {"capacity": {"storage": "1Mi"}, "accessModes": ["ReadWriteOnce"], "storageClassName": "causes",
           "hostPath": {"path": "/nowhere/at/all", "type": "Directory"}}}
        """);
    WARD.create(claim("nowhere", "causes"));
    ObjectNode hanging =
        WARD.deployment(
            "nowhere",
            "{\"volumeMounts\": [{\"name\": \"state\", \"mountPath\": \"/state\"}]}",
            using("nowhere"));
    assertThat(WARD.cause(hanging, Hang.MOUNT_FAILED).sentence())
        .isEqualTo(
            "Volume causes-nowhere cannot be mounted: hostPath type check failed:"
                + " /nowhere/at/all is not a directory.");
  }

  @Test
  void a_claim_that_a_pod_still_uses() throws InterruptedException {
    WARD.create(RefusalsOnClusterTest.node("causes-using"));
    ObjectNode claim = WARD.create(claim("used", "absent"));
    ObjectNode pod = (ObjectNode) Json.mapper().readTree(using("used"));
    WARD.create(new Asked("user", "{}", pod.put("nodeName", "causes-using").toString()).bare());
    WARD.create(new Asked("waiting", "{}", using("used")).bare());
    WARD.delete(claim);
    assertThat(WARD.cause(claim, Hang.CLAIM_IN_USE).sentence())
        .isEqualTo("The claim is to be deleted and stays until no pod uses it: user.");
  }

  @Test
  void a_finalizer_that_nobody_releases() throws InterruptedException {
    ObjectNode held =
        WARD.create(
            """
            {"apiVersion": "v1", "kind": "ConfigMap",
             "metadata": {"name": "held", "namespace": "causes", "finalizers": ["example.org/hold"]}}
            """);
    WARD.delete(held);
    assertThat(WARD.cause(held, Hang.FINALIZER).sentence())
        .isEqualTo(
            "It is to be deleted, and finalizer example.org/hold holds it: its owner has not"
                + " released it.");
  }

  @Test
  void a_node_that_does_not_answer() throws InterruptedException {
    ObjectNode node = WARD.create(RefusalsOnClusterTest.node("causes-far"));
    ObjectNode hanging =
        WARD.create(new Asked("far", "{}", "{\"nodeName\": \"causes-far\"}").bare());
    status(node, "True", "KubeletReady", "said to be ready");
    WARD.delete(hanging);
    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(1));
    assertThat(WARD.cause(hanging, Hang.TERMINATING_LATE, later).sentence())
        .matches("The pod was to be gone at \\S+, and node causes-far has not ended it\\.");
    status(node, "False", "KubeletNotReady", "the runtime is down");
    Cause cause = WARD.cause(hanging, Hang.NODE_NOT_READY);
    assertThat(cause.sentence()).startsWith("Node causes-far, on which pod far is, is not ready: ");
    assertThat(cause.about()).hasToString("Node causes-far");
  }

  @Test
  void a_job_that_takes_too_long() throws InterruptedException {
    ObjectNode hanging = WARD.job("late", "{}", "{\"activeDeadlineSeconds\": 1}");
    Cause cause = WARD.cause(hanging, Hang.JOB_DEADLINE);
    assertThat(cause.sentence())
        .isEqualTo("The Job had not come to its end after the 1 seconds that it may take.");
    assertThat(cause.condition()).endsWith("is True: DeadlineExceeded");
  }

  @Test
  void a_job_that_fails_as_often_as_it_may() throws InterruptedException {
    ObjectNode hanging =
        WARD.job(
            "failing",
            "{\"command\": [\"java\", \"-cp\", \"/\", \"Absent\"]}",
            "{\"backoffLimit\": 0}");
    assertThat(WARD.cause(hanging, Hang.JOB_BACKOFF).sentence())
        .isEqualTo(
            "The Job has failed as often as it may (backoffLimit 0). Container main ended with exit"
                + " code 1; its last words: Error: Could not find or load main class Absent; Caused"
                + " by: java.lang.ClassNotFoundException: Absent.");
  }

  @Test
  void a_job_that_is_suspended() throws InterruptedException {
    ObjectNode hanging = WARD.job("suspended", "{}", "{\"suspend\": true}");
    assertThat(WARD.cause(hanging, Hang.JOB_SUSPENDED).sentence())
        .isEqualTo("The Job is suspended: nothing of it runs.");
  }

  @Test
  void a_route_to_a_gateway_that_is_not_there() throws InterruptedException {
    ObjectNode hanging = route("gateway", "{\"name\": \"absent\"}");
    assertThat(WARD.cause(hanging, Hang.GATEWAY_MISSING).sentence())
        .isEqualTo("There is no Gateway causes/absent.");
  }

  @Test
  void a_route_to_a_service_that_is_not_there() throws InterruptedException {
    ObjectNode hanging = route("backend", "{\"name\": \"millwright\", \"namespace\": \"default\"}");
    assertThat(WARD.cause(hanging, Hang.BACKEND_MISSING).sentence())
        .startsWith("The route leads to nothing: ")
        .contains("absent");
  }

  @Test
  void a_route_that_no_listener_takes() throws InterruptedException {
    ObjectNode hanging =
        route(
            "listener",
            "{\"name\": \"millwright\", \"namespace\": \"default\", \"sectionName\": \"absent\"}");
    assertThat(WARD.cause(hanging, Hang.ROUTE_REFUSED).sentence())
        .startsWith("Gateway default/millwright does not take the route: ");
  }

  @Test
  void nothing_is_said_of_what_has_come_up() throws InterruptedException {
    ObjectNode good =
        WARD.deployment(
            "good",
            "{\"readinessProbe\": {\"tcpSocket\": {\"port\": 8080}, \"periodSeconds\": 1}}");
    assertThat(WARD.healthy(good)).isEqualTo(new Ready());
    assertThat(new Look(WARD.client(), InstantSource.system()).at(good)).isEmpty();
  }

  @Test
  void nothing_is_said_of_what_is_not_there() {
    ObjectNode absent = (ObjectNode) Json.mapper().readTree(new Asked("absent", "{}", "{}").bare());
    assertThat(new Look(WARD.client(), InstantSource.system()).at(absent)).isEmpty();
  }

  @Test
  void what_may_not_be_read_around_an_object_is_done_without() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment("image", "{\"image\": \"%s/base/java:absent\"}".formatted(REGISTRY));
    WARD.cause(hanging, Hang.IMAGE_NOT_FOUND);
    try (KubernetesClient reader = WARD.as("reader", "deployments, replicasets, pods")) {
      assertThat(new Look(reader, InstantSource.system()).at(hanging).map(Cause::hang))
          .contains(Hang.IMAGE_NOT_FOUND);
    }
    try (KubernetesClient blind = WARD.as("blind", "replicasets, pods")) {
      Look look = new Look(blind, InstantSource.system());
      assertThatThrownBy(() -> look.at(hanging)).isInstanceOf(KubernetesClientException.class);
    }
  }

  /// Waits for a sentence that the cluster does not find at once.
  private static String cause(ObjectNode object, Hang hang, String sentence)
      throws InterruptedException {
    return WARD.cause(object, hang, InstantSource.system(), it -> it.sentence().equals(sentence))
        .sentence();
  }

  private static ObjectNode route(String name, String parent) {
    assumeThat(WARD.client().supports("gateway.networking.k8s.io/v1", "HTTPRoute")).isTrue();
    return WARD.create(
        """
        {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
         "metadata": {"name": "%1$s", "namespace": "%2$s"},
         "spec": {"parentRefs": [%3$s], "rules": [{
           "matches": [{"path": {"type": "Exact", "value": "/causes-%1$s"}}],
           "backendRefs": [{"name": "absent", "port": 80}]}]}}
        """
            .formatted(name, NAMESPACE, parent));
  }

  private static void status(ObjectNode node, String ready, String reason, String message) {
    WARD.client()
        .resource(node.toString())
        .subresource("status")
        .patch(
            """
            {"status": {"conditions": [{"type": "Ready", "status": "%s", "reason": "%s", "message": "%s"}]}}
            """
                .formatted(ready, reason, message));
  }

  private static String using(String claim) {
    return """
    {"volumes": [{"name": "state", "persistentVolumeClaim": {"claimName": "%s"}}]}
    """
        .formatted(claim);
  }

  private static String claim(String name, String storageClass) {
    return """
    {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "%s", "namespace": "%s"},
     "spec": {"storageClassName": "%s", "accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Mi"}}}}
    """
        .formatted(name, NAMESPACE, storageClass);
  }
}
