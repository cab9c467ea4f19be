package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Objects that are to stay as they were applied. Each kind is watched: what somebody takes away or
/// changes in fields of ours is put right at once; fields of others are theirs. While nothing
/// changes nothing is asked.
final class Holding implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Holding.class.getName());

  private final Cluster cluster;
  private final Consumer<Repair> told;
  private final Map<Key, Held> held = new ConcurrentHashMap<>();
  private final Watches watches;
  private final Seen seen = new Seen();
  private final Map<ObjectKind, Consumer<GenericKubernetesResource>> observers =
      new ConcurrentHashMap<>();
  private final ExecutorService repairs = Executors.newVirtualThreadPerTaskExecutor();

  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("second-looks").factory());
  private final Patience patience;

  private record Key(ObjectKind kind, String name) {}

  /// When what was left as it is is looked at again, though nobody touches it.
  ///
  /// @param truce how long a rival is left its way that writes again and again
  /// @param refused after a repair that the cluster refused
  /// @param blind how long a watch may be seen not to watch until it is taken up anew
  record Patience(Duration truce, Duration refused, Duration blind) {
    static Patience usual() {
      return new Patience(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(10));
    }
  }

  /// @param told of each repair
  Holding(Cluster cluster, Consumer<Repair> told, Patience patience) {
    this.cluster = cluster;
    this.told = told;
    this.patience = patience;
    this.watches = new Watches(cluster, new Looks(), InstantSource.system());
    long every = patience.blind().toMillis();
    var _ = clock.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    try {
      watches.renew();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "what is watched cannot be looked after", e);
    }
  }

  /// Applies an object and holds it from then on; again with other content is the new content.
  GenericKubernetesResource hold(ObjectNode object) throws PlatformFailure {
    ObjectKind kind = Cluster.kind(object);
    String name = Cluster.name(object);
    GenericKubernetesResource now =
        held.computeIfAbsent(
                new Key(kind, name), _ -> new Held(cluster, kind, name, patience.truce()))
            .hold(object, () -> seen(kind, name));
    watches.watch(kind);
    return now;
  }

  /// The same for several, in order.
  List<GenericKubernetesResource> hold(List<ObjectNode> objects) throws PlatformFailure {
    List<GenericKubernetesResource> now = new ArrayList<>();
    for (ObjectNode object : objects) {
      now.add(hold(object));
    }
    return now;
  }

  /// Until an object is so that was applied here, by what is seen of its kind. What was seen before
  /// that is not believed.
  ///
  /// @return whether it was in time
  boolean until(Generation applied, Predicate<GenericKubernetesResource> isSo, Duration within)
      throws InterruptedException {
    ObjectKind kind = applied.kind();
    String name = applied.name();
    return seen.until(
        kind, name, () -> seen(kind, name), it -> applied.isIn(it) && isSo.test(it), within);
  }

  /// Has somebody told of the objects of a kind, held or not: of those that are there, and whenever
  /// one comes or changes. Who was told before is not any more.
  void observe(ObjectKind kind, Consumer<GenericKubernetesResource> observer)
      throws PlatformFailure {
    observers.put(kind, observer);
    watches.watch(kind);
    watches.seen(kind).forEach(observer);
  }

  /// Lets go of an object and deletes it.
  void delete(ObjectKind kind, GenericKubernetesResource object) throws PlatformFailure {
    held.remove(new Key(kind, object.getMetadata().getName()));
    cluster.delete(kind, object);
  }

  /// An object as it was seen last, without asking; absent also of a kind that nothing is held of.
  Optional<GenericKubernetesResource> seen(ObjectKind kind, String name) {
    return watches.seen(kind, name);
  }

  private final class Looks implements Watches.Observer {
    @Override
    public void seen(ObjectKind kind, GenericKubernetesResource object) {
      String name = object.getMetadata().getName();
      seen.changed(kind, name);
      observers.getOrDefault(kind, _ -> {}).accept(object);
      Held its = held.get(new Key(kind, name));
      if (its != null && !its.isAsApplied(object)) {
        repairs.execute(() -> repair(its, () -> its.repair(object)));
      }
    }

    @Override
    public void gone(ObjectKind kind, String name) {
      seen.changed(kind, name);
      Held its = held.get(new Key(kind, name));
      if (its != null) {
        repairs.execute(() -> repair(its));
      }
    }

    @Override
    public void anew(ObjectKind kind) {
      held.keySet().stream()
          .filter(it -> it.kind() == kind && watches.seen(kind, it.name()).isEmpty())
          .forEach(it -> gone(kind, it.name()));
    }
  }

  /// What is not put right now has another look at it later: nobody else may touch it meanwhile.
  private void repair(Held its) {
    repair(its, its::repair);
  }

  /// How something is looked at.
  @FunctionalInterface
  private interface SecondLook {
    Optional<Repair> repair() throws PlatformFailure;
  }

  private void repair(Held its, SecondLook look) {
    try {
      Optional<Repair> repair = look.repair();
      repair.ifPresent(this::tell);
      if (repair.filter(it -> !it.isDone()).isPresent()) {
        later(its, patience.truce(), () -> repair(its, its::repairAfterTruce));
      }
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
    clock.shutdownNow();
    watches.close();
    repairs.shutdownNow();
  }
}
