package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Ward.NAMESPACE;
import static dev.millwright.reconciler.platform.kubernetes.health.Ward.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/// Pods of a real cluster that do not come up, and what is said of them.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
final class PodsOnClusterTest {
  @RegisterExtension static final Ward WARD = new Ward();

  @Test
  void an_image_that_is_not_in_its_registry() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment("image", "{\"image\": \"%s/base/java:absent\"}".formatted(REGISTRY));
    Cause cause = WARD.cause(hanging, Hang.IMAGE_NOT_FOUND);
    assertThat(cause.sentence())
        .isEqualTo("The registry has no image %s/base/java:absent.".formatted(REGISTRY));
    assertThat(cause.about().kind()).isEqualTo("Pod");
    assertThat(cause.about().name()).startsWith("image-");
    assertThat(cause.condition()).matches("container main waits: (ErrImagePull|ImagePullBackOff)");
    assertThat(cause.since()).isPresent();
  }

  @Test
  void an_image_that_its_registry_does_not_give_out() throws IOException, InterruptedException {
    try (FussyRegistry registry = new FussyRegistry()) {
      String image = registry.address() + "/private/model:1";
      ObjectNode hanging = WARD.deployment("denied", "{\"image\": \"%s\"}".formatted(image));
      assertThat(WARD.cause(hanging, Hang.IMAGE_DENIED).sentence())
          .startsWith("The registry does not give out image %s: ".formatted(image))
          .endsWith("401 Unauthorized.");
    }
  }

  @Test
  void an_image_for_another_processor() throws IOException, InterruptedException {
    try (FussyRegistry registry = new FussyRegistry()) {
      String image = registry.address() + "/foreign/model:1";
      ObjectNode hanging = WARD.deployment("foreign", "{\"image\": \"%s\"}".formatted(image));
      assertThat(WARD.cause(hanging, Hang.IMAGE_PLATFORM).sentence())
          .startsWith("Image %s is not there for this node's processor: ".formatted(image));
    }
  }

  @Test
  void a_registry_that_does_not_answer() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("registry", "{\"image\": \"127.0.0.1:1/model:1\"}");
    assertThat(WARD.cause(hanging, Hang.REGISTRY_UNREACHABLE).sentence())
        .isEqualTo(
            "The registry of image 127.0.0.1:1/model:1 cannot be reached:"
                + " dial tcp 127.0.0.1:1: connect: connection refused.");
  }

  @Test
  void a_name_that_no_image_can_have() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("name", "{\"image\": \"Model:::\"}");
    assertThat(WARD.cause(hanging, Hang.IMAGE_NAME).sentence())
        .isEqualTo("\"Model:::\" is no name of an image.");
  }

  @Test
  void a_command_that_the_image_does_not_have() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("command", "{\"command\": [\"python\"]}");
    assertThat(WARD.cause(hanging, Hang.COMMAND_NOT_FOUND).sentence())
        .isEqualTo(
            "Container main cannot be started: image %s/base/java:25 has no command python."
                .formatted(REGISTRY));
  }

  @Test
  void a_file_that_no_processor_executes() throws InterruptedException {
    WARD.create(text("ConfigMap", "script", "data", "run", "no program"));
    ObjectNode hanging =
        WARD.deployment(
            "format",
            "{\"command\": [\"/script/run\"], \"volumeMounts\": [{\"name\": \"script\", \"mountPath\": \"/script\"}]}",
            "{\"volumes\": [{\"name\": \"script\", \"configMap\": {\"name\": \"script\", \"defaultMode\": 493}}]}");
    assertThat(WARD.cause(hanging, Hang.EXEC_FORMAT).sentence())
        .startsWith("Container main cannot be started: what it is to run is for another processor");
  }

  @Test
  void a_program_that_ends_with_an_error() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment("crash", "{\"command\": [\"java\", \"-cp\", \"/\", \"Absent\"]}");
    assertThat(WARD.cause(hanging, Hang.CRASH_LOOP).sentence())
        .isEqualTo(
            "Container main ended with exit code 1; its last words: Error: Could not find or load"
                + " main class Absent; Caused by: java.lang.ClassNotFoundException: Absent.");
  }

  @Test
  void a_program_that_ends_by_itself() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("ends", "{\"command\": [\"java\", \"-version\"]}");
    assertThat(WARD.cause(hanging, Hang.ENDS_BY_ITSELF).sentence())
        .isEqualTo("Container main is to run on, and ended by itself without an error.");
  }

  @Test
  void a_program_that_takes_more_memory_than_it_may() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment(
            "memory",
            """
            {"command": ["java", "-Xms128m", "-XX:+AlwaysPreTouch", "-version"],
             "resources": {"requests": {"cpu": "1m"}, "limits": {"memory": "32Mi"}}}
            """);
    assertThat(WARD.cause(hanging, Hang.OUT_OF_MEMORY).sentence())
        .isEqualTo("Container main was ended because it took more memory than its limit, 32Mi.");
  }

  @Test
  void a_readiness_probe_that_is_answered_otherwise() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("unready", probe("readinessProbe", "/absent", 99));
    assertThat(WARD.cause(hanging, Hang.READINESS_FAILS).sentence())
        .startsWith("Container main fails its readiness probe (GET /absent on port 8080): ");
  }

  @Test
  void a_startup_probe_that_is_answered_otherwise() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("unstarted", probe("startupProbe", "/absent", 99));
    assertThat(WARD.cause(hanging, Hang.STARTUP_FAILS).sentence())
        .startsWith("Container main fails its startup probe (GET /absent on port 8080): ");
  }

  @Test
  void a_liveness_probe_that_ends_the_container() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("unlive", probe("livenessProbe", "/absent", 2));
    assertThat(WARD.cause(hanging, Hang.LIVENESS_FAILS).sentence())
        .startsWith("Container main fails its liveness probe (GET /absent on port 8080): ");
  }

  @Test
  void a_secret_that_is_not_there() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("secret", variable("secretKeyRef", "absent", "token"));
    assertThat(WARD.cause(hanging, Hang.SECRET_MISSING).sentence())
        .isEqualTo("Container main needs Secret absent, which namespace causes does not have.");
  }

  @Test
  void a_key_that_a_secret_lacks() throws InterruptedException {
    WARD.create(text("Secret", "login", "stringData", "user", "reader"));
    ObjectNode hanging = WARD.deployment("key", variable("secretKeyRef", "login", "password"));
    assertThat(WARD.cause(hanging, Hang.SECRET_KEY_MISSING).sentence())
        .isEqualTo("Container main needs key password of Secret login, which does not have it.");
  }

  @Test
  void a_config_map_that_a_volume_needs() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment(
            "map",
            "{\"volumeMounts\": [{\"name\": \"graph\", \"mountPath\": \"/graph\"}]}",
            "{\"volumes\": [{\"name\": \"graph\", \"configMap\": {\"name\": \"absent\"}}]}");
    Cause cause = WARD.cause(hanging, Hang.CONFIG_MAP_MISSING);
    assertThat(cause.sentence())
        .isEqualTo("Volume graph needs ConfigMap absent, which namespace causes does not have.");
    assertThat(cause.condition()).isEqualTo("event FailedMount");
  }

  @Test
  void a_key_that_a_config_map_lacks() throws InterruptedException {
    WARD.create(text("ConfigMap", "settings", "data", "size", "3"));
    ObjectNode hanging = WARD.deployment("entry", variable("configMapKeyRef", "settings", "name"));
    assertThat(WARD.cause(hanging, Hang.CONFIG_MAP_KEY_MISSING).sentence())
        .isEqualTo("Container main needs key name of ConfigMap settings, which does not have it.");
  }

  @Test
  void a_pod_that_its_node_evicts() throws InterruptedException {
    ObjectNode hanging =
        WARD.create(
            new Asked(
                    "evicted",
                    """
                    {"command": ["java", "-Xlog:class+load=trace:file=/fat/log", "-m", "jdk.httpserver"],
                     "volumeMounts": [{"name": "fat", "mountPath": "/fat"}]}
                    """,
                    "{\"volumes\": [{\"name\": \"fat\", \"emptyDir\": {\"sizeLimit\": \"1Ki\"}}]}")
                .bare());
    assertThat(WARD.cause(hanging, Hang.EVICTED).sentence())
        .isEqualTo(
            "The node evicted the pod: Usage of EmptyDir volume \"fat\" exceeds the limit \"1Ki\".");
  }

  private static String text(String kind, String name, String field, String key, String value) {
    return """
    {"apiVersion": "v1", "kind": "%s", "metadata": {"name": "%s", "namespace": "%s"}, "%s": {"%s": "%s"}}
    """
        .formatted(kind, name, NAMESPACE, field, key, value);
  }

  private static String variable(String source, String name, String key) {
    return """
    {"env": [{"name": "VALUE", "valueFrom": {"%s": {"name": "%s", "key": "%s"}}}]}
    """
        .formatted(source, name, key);
  }

  private static String probe(String kind, String path, int failures) {
    return """
    {"%s": {"httpGet": {"path": "%s", "port": 8080}, "periodSeconds": 1, "failureThreshold": %d}}
    """
        .formatted(kind, path, failures);
  }
}
