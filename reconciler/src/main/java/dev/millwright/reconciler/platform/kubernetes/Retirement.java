package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.spec.Digest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Takes graph versions away that nothing needs: their pods first, which finish what they have in
/// hand, and what pods read last.
record Retirement(Cluster cluster, Holding holding, Waiting waiting) {
  /// A pod answers on until no proxy sends it requests, then drains.
  private static final Duration DRAIN = Duration.ofMinutes(3);

  private static final List<ObjectKind> PODS =
      List.of(
          ObjectKind.HORIZONTAL_POD_AUTOSCALER,
          ObjectKind.POD_DISRUPTION_BUDGET,
          ObjectKind.DEPLOYMENT);
  private static final List<ObjectKind> REST = List.of(ObjectKind.SERVICE, ObjectKind.CONFIG_MAP);

  void retain(Set<Replica> needed) throws PlatformFailure, InterruptedException {
    Set<String> versions =
        needed.stream().map(it -> key(it.graph().text(), it.version())).collect(Collectors.toSet());
    Predicate<GenericKubernetesResource> isRetired =
        object -> version(object.getMetadata()).filter(it -> !versions.contains(it)).isPresent();
    List<GenericKubernetesResource> ending = delete(PODS, isRetired);
    for (GenericKubernetesResource deployment : ending) {
      waiting.gone(ObjectKind.DEPLOYMENT, deployment, DRAIN);
    }
    delete(REST, isRetired);
  }

  /// @return the Deployments among them
  private List<GenericKubernetesResource> delete(
      List<ObjectKind> kinds, Predicate<GenericKubernetesResource> isRetired)
      throws PlatformFailure {
    List<GenericKubernetesResource> last = List.of();
    for (ObjectKind kind : kinds) {
      last = cluster.list(kind, Parts.graphSelector()).stream().filter(isRetired).toList();
      for (GenericKubernetesResource object : last) {
        holding.delete(kind, object);
      }
    }
    return last;
  }

  /// Absent of what all versions of a graph share.
  private static Optional<String> version(ObjectMeta metadata) {
    return Optional.ofNullable(metadata.getAnnotations())
        .flatMap(Parts::version)
        .map(version -> key(Parts.graph(metadata.getLabels()).text(), version));
  }

  private static String key(String graph, Digest version) {
    return graph + "@" + version;
  }
}
