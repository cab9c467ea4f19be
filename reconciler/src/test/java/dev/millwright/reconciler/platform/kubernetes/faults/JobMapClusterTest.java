package dev.millwright.reconciler.platform.kubernetes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// What a Job reads goes when the Job goes, and not before.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class JobMapClusterTest {
  @Test
  void a_job_that_the_cluster_takes_away_takes_its_map_along(@TempDir Path folder) {
    try (Stage stage = new Stage("eyes-jobs", folder)) {
      KubernetesClient client = stage.quarters.client;
      String namespace = stage.quarters.namespace;
      List<Job> jobs = client.batch().v1().jobs().inNamespace(namespace).list().getItems();
      assertThat(jobs).hasSizeGreaterThan(1);
      for (Job job : jobs) {
        Resource<ConfigMap> map = client.configMaps().inNamespace(namespace).withName(map(job));
        assertThat(map.get().getData()).containsKey("job.json");
        client.resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
        map.waitUntilCondition(Objects::isNull, 60, TimeUnit.SECONDS);
      }
      assertThat(
              client.configMaps().inNamespace(namespace).list().getItems().stream()
                  .filter(it -> it.getData() != null && it.getData().containsKey("job.json")))
          .isEmpty();
    }
  }

  private static String map(Job job) {
    return job.getSpec().getTemplate().getSpec().getVolumes().stream()
        .filter(it -> it.getName().equals("job"))
        .map(it -> it.getConfigMap().getName())
        .findFirst()
        .orElseThrow();
  }
}
