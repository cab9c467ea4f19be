package dev.millwright.reconciler.platform.kubernetes.source;

import dev.millwright.compiler.kubernetes.install.Definitions;
import dev.millwright.reconciler.platform.kubernetes.Applying;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Watches Sources that people write. Those that the reconciler of one project shows its record by
/// are its own.
public final class Sources implements AutoCloseable {
  static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup(Definitions.GROUP)
          .withVersion(Definitions.VERSION)
          .withKind("Source")
          .withPlural("sources")
          .withNamespaced(true)
          .build();

  private static final System.Logger LOG = System.getLogger(Sources.class.getName());

  private final List<SharedIndexInformer<GenericKubernetesResource>> watches;

  private Sources(List<SharedIndexInformer<GenericKubernetesResource>> watches) {
    this.watches = watches;
  }

  /// Begins to. A namespace that may not be watched, or is not there yet, is asked for again.
  ///
  /// @param namespaces none: all of the cluster
  public static Sources follow(KubernetesClient own, Set<String> namespaces, Projects projects) {
    Stream<Optional<String>> places =
        namespaces.isEmpty()
            ? Stream.of(Optional.empty())
            : namespaces.stream().sorted().map(Optional::of);
    Sources sources = new Sources(places.map(it -> watch(own, it)).toList());
    for (var watch : sources.watches) {
      watch.addEventHandler(new Changes(projects));
      var _ = watch.start();
    }
    return sources;
  }

  private static SharedIndexInformer<GenericKubernetesResource> watch(
      KubernetesClient own, Optional<String> namespace) {
    var all = own.genericKubernetesResources(KIND);
    var watch =
        namespace.isPresent()
            ? all.inNamespace(namespace.get()).runnableInformer(0)
            : all.inAnyNamespace().runnableInformer(0);
    return watch.exceptionHandler(
        (_, failure) -> {
          LOG.log(
              System.Logger.Level.WARNING,
              "the Sources of {0} cannot be watched: {1}",
              namespace.orElse("all namespaces"),
              failure.getMessage());
          return true;
        });
  }

  private record Changes(Projects projects)
      implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource object) {
      if (isPeoples(object)) {
        projects.seen(order(object));
      }
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
      if (object.getMetadata().getDeletionTimestamp() == null && isPeoples(object)) {
        projects.seen(order(object));
      } else {
        projects.gone(order(object));
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean isUnknown) {
      projects.gone(order(object));
    }

    private static boolean isPeoples(GenericKubernetesResource object) {
      Map<String, String> labels =
          Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
      return !Applying.MANAGER.equals(labels.get("app.kubernetes.io/managed-by"));
    }
  }

  private static SourceOrder order(GenericKubernetesResource object) {
    return SourceOrder.of(Json.mapper().valueToTree(object));
  }

  @Override
  public void close() {
    watches.forEach(SharedIndexInformer::close);
  }
}
