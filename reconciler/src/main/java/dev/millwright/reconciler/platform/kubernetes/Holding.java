package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("second-looks").factory());
  private final Patience patience;

  private record Key(ObjectKind kind, String name) {}

  /// When what was left as it is is looked at again, though nobody touches it.
  ///
  /// @param truce how long a rival is left its way that writes again and again
  /// @param refused after a repair that the cluster refused
  record Patience(Duration truce, Duration refused) {
    static Patience usual() {
      return new Patience(Duration.ofMinutes(5), Duration.ofSeconds(30));
    }
  }

  /// @param told of each repair
  Holding(Cluster cluster, Consumer<Repair> told, Patience patience) {
    this.cluster = cluster;
    this.told = told;
    this.patience = patience;
  }

  /// Applies an object and holds it from then on; again with other content is the new content.
  GenericKubernetesResource hold(ObjectNode object) throws PlatformFailure {
    ObjectKind kind = Cluster.kind(object);
    String name = Cluster.name(object);
    GenericKubernetesResource now =
        held.computeIfAbsent(
                new Key(kind, name), _ -> new Held(cluster, kind, name, patience.truce()))
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
    SharedIndexInformer<GenericKubernetesResource> watch =
        cluster
            .client()
            .genericKubernetesResources(kind.context())
            .inNamespace(cluster.namespace())
            .withLabelSelector(Parts.OURS)
            .runnableInformer(0);
    return watch
        .addEventHandler(new Changes(kind))
        .exceptionHandler((isStarted, failure) -> isToGoOn(kind, isStarted, failure))
        .run();
  }

  /// By itself a watch ends for good when the connection breaks while it is asked for anew, and
  /// what drifts then is never seen. One that was never there is the caller's to ask for again.
  private static boolean isToGoOn(ObjectKind kind, boolean isStarted, Throwable failure) {
    if (isStarted) {
      LOG.log(
          System.Logger.Level.INFO,
          "the {0}s are watched anew: {1}",
          kind.word(),
          failure.getMessage());
    }
    return isStarted;
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

  /// What is not put right now has another look at it later: nobody else may touch it meanwhile.
  private void repair(Held its) {
    try {
      Optional<Repair> repair = its.repair();
      repair.ifPresent(this::tell);
      if (repair.filter(it -> !it.isDone()).isPresent()) {
        later(its, patience.truce(), () -> repairAfterTruce(its));
      }
    } catch (PlatformFailure e) {
      refused(its, e);
    }
  }

  private void repairAfterTruce(Held its) {
    try {
      its.repairAfterTruce().ifPresent(this::tell);
    } catch (PlatformFailure e) {
      refused(its, e);
    }
  }

  private void refused(Held its, PlatformFailure why) {
    its.unrepaired(why).ifPresent(this::tell);
    later(its, patience.refused(), () -> repair(its));
  }

  private void later(Held its, Duration pause, Runnable look) {
    try {
      var _ =
          clock.schedule(
              () -> {
                if (held.containsValue(its)) {
                  repairs.execute(look);
                }
              },
              pause.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "nothing is held any more", e);
    }
  }

  private void tell(Repair repair) {
    LOG.log(
        repair.isDone() ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
        repair.sentence());
    told.accept(repair);
  }

  @Override
  public void close() {
    watches.values().forEach(SharedIndexInformer::close);
    clock.shutdownNow();
    repairs.shutdownNow();
  }
}
