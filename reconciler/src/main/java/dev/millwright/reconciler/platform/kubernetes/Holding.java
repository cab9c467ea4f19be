package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Objects that are to stay as they were applied. Each kind is watched: what somebody takes away or
/// changes in fields of ours is put right at once; fields of others are theirs. While nothing
/// changes nothing is asked.
final class Holding implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Holding.class.getName());

  private final Cluster cluster;
  private final Consumer<Repair> told;
  private final Map<Key, Held> held = new ConcurrentHashMap<>();
  private final Map<ObjectKind, SharedIndexInformer<GenericKubernetesResource>> watches =
      new ConcurrentHashMap<>();
  private final ExecutorService repairs = Executors.newVirtualThreadPerTaskExecutor();

  private record Key(ObjectKind kind, String name) {}

  /// @param told of each repair
  Holding(Cluster cluster, Consumer<Repair> told) {
    this.cluster = cluster;
    this.told = told;
  }

  /// Applies an object and holds it from then on; again with other content is the new content.
  GenericKubernetesResource hold(ObjectNode object) throws PlatformFailure {
    ObjectKind kind = Cluster.kind(object);
    String name = Cluster.name(object);
    GenericKubernetesResource now =
        held.computeIfAbsent(new Key(kind, name), _ -> new Held(cluster, kind, name))
            .hold(object, seen(kind, name));
    watch(kind);
    return now;
  }

  void hold(List<ObjectNode> objects) throws PlatformFailure {
    for (ObjectNode object : objects) {
      var _ = hold(object);
    }
  }

  /// Lets go of an object and deletes it.
  void delete(ObjectKind kind, GenericKubernetesResource object) throws PlatformFailure {
    held.remove(new Key(kind, object.getMetadata().getName()));
    cluster.delete(kind, object);
  }

  /// An object as it was seen last, without asking; absent also of a kind that nothing is held of.
  Optional<GenericKubernetesResource> seen(ObjectKind kind, String name) {
    return Optional.ofNullable(watches.get(kind))
        .map(watch -> watch.getIndexer().getByKey(cluster.namespace() + "/" + name));
  }

  private synchronized void watch(ObjectKind kind) throws PlatformFailure {
    if (!watches.containsKey(kind)) {
      watches.put(
          kind,
          cluster.asked("the %ss cannot be watched".formatted(kind.word()), () -> inform(kind)));
    }
  }

  private SharedIndexInformer<GenericKubernetesResource> inform(ObjectKind kind) {
    return cluster
        .client()
        .genericKubernetesResources(kind.context())
        .inNamespace(cluster.namespace())
        .withLabelSelector(Parts.OURS)
        .inform(new Changes(kind));
  }

  private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
    private final ObjectKind kind;

    Changes(ObjectKind kind) {
      this.kind = kind;
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
      look(object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
      look(object);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean isUnknown) {
      Held its = held.get(new Key(kind, object.getMetadata().getName()));
      if (its != null) {
        repairs.execute(() -> repair(its));
      }
    }

    private void look(GenericKubernetesResource object) {
      Held its = held.get(new Key(kind, object.getMetadata().getName()));
      if (its != null && !its.isAsApplied(object)) {
        repairs.execute(() -> repair(its));
      }
    }
  }

  private void repair(Held its) {
    try {
      its.repair().ifPresent(told);
    } catch (PlatformFailure e) {
      LOG.log(System.Logger.Level.WARNING, "what drifted could not be put right", e);
      told.accept(its.unrepaired(e));
    }
  }

  @Override
  public void close() {
    watches.values().forEach(SharedIndexInformer::close);
    repairs.shutdownNow();
  }
}
