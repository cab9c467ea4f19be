package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The ConfigMap that says what a Job is to do.
final class JobMap {
  private static final String VOLUME = "job";

  private JobMap() {}

  /// Its name, as the Job's pods mount it.
  static Optional<String> name(GenericKubernetesResource job) {
    JsonNode volumes = Json.mapper().valueToTree(job).at("/spec/template/spec/volumes");
    return volumes
        .valueStream()
        .filter(volume -> volume.path("name").asString().equals(VOLUME))
        .map(volume -> volume.at("/configMap/name").asString())
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  /// Whether it goes when the Job, or the CronJob, goes.
  static boolean isOf(GenericKubernetesResource map, GenericKubernetesResource job) {
    return owners(map).anyMatch(owner -> owner.getUid().equals(job.getMetadata().getUid()));
  }

  /// Whether a CronJob has made the Job: the map is that one's then, and read by others too.
  static boolean isScheduled(GenericKubernetesResource job) {
    return owners(job).anyMatch(owner -> owner.getKind().equals(ObjectKind.CRON_JOB.word()));
  }

  private static Stream<OwnerReference> owners(GenericKubernetesResource object) {
    return Objects.requireNonNullElse(
        object.getMetadata().getOwnerReferences(), List.<OwnerReference>of())
        .stream();
  }
}
