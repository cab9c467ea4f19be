package dev.millwright.compiler;

import static dev.millwright.compiler.RenderedObjects.containers;
import static dev.millwright.compiler.RenderedObjects.of;
import static dev.millwright.compiler.RenderedObjects.pods;
import static dev.millwright.compiler.RenderedObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What holds of the pods of every case.
final class KubernetesPodsTest {
  @TempDir private Path temporary;

  private Stream<DynamicTest> each(KubernetesCase.Check check) {
    return KubernetesCase.each(temporary, check);
  }

  @TestFactory
  Stream<DynamicTest> pods_keep_to_the_restricted_standard() {
    return each(
        objects -> {
          for (JsonNode pod : pods(objects)) {
            JsonNode spec = pod.path("spec");
            assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(spec.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(spec.at("/securityContext/seccompProfile/type").asString())
                .isEqualTo("RuntimeDefault");
            assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC", "initContainers")) {
              assertThat(spec.has(shared)).as(shared).isFalse();
            }
            for (JsonNode container : spec.path("containers")) {
              JsonNode security = container.path("securityContext");
              assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
              assertThat(security.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
              assertThat(security.at("/capabilities").has("add")).isFalse();
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> containers_say_what_they_need_and_may_use_and_write_to_tmp() {
    return each(
        objects -> {
          for (JsonNode container : containers(objects)) {
            for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
              assertThat(container.at("/resources/requests").has(resource)).isTrue();
              assertThat(container.at("/resources/limits").has(resource)).isTrue();
            }
            assertThat(container.at("/resources/requests/memory"))
                .isEqualTo(container.at("/resources/limits/memory"));
            assertThat(texts(container.path("volumeMounts"), "mountPath")).contains("/tmp");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> every_mount_has_its_volume_and_every_volume_a_mount() {
    return each(
        objects -> {
          for (JsonNode pod : pods(objects)) {
            List<String> volumes = texts(pod.at("/spec/volumes"), "name");
            JsonNode mounts = pod.at("/spec/containers/0/volumeMounts");
            assertThat(texts(mounts, "name")).containsOnlyElementsOf(volumes).containsAll(volumes);
            assertThat(texts(mounts, "mountPath")).doesNotHaveDuplicates();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> servers_are_probed_and_drained() {
    return each(
        objects -> {
          for (JsonNode deployment : of(objects, "Deployment")) {
            JsonNode spec = deployment.at("/spec/template/spec");
            JsonNode container = spec.at("/containers/0");
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
              assertThat(container.path(probe).path("httpGet").path("path").asString())
                  .as(probe)
                  .startsWith("/-/");
            }
            long preStop = container.at("/lifecycle/preStop/sleep/seconds").asLong();
            assertThat(preStop).isGreaterThanOrEqualTo(10);
            assertThat(spec.path("terminationGracePeriodSeconds").asLong())
                .isGreaterThan(preStop + 1);
            assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1))
                .isZero();
          }
        });
  }
}
