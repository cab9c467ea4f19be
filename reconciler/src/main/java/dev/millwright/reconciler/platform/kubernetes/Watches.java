package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Utils;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What is seen of Millwright's objects in a namespace, a watch a kind. A watch may end in silence,
/// for one in a connection that hangs or when the cluster was away at the wrong moment; so one that
/// does not watch or hears nothing is taken up anew, and each one from time to time.
final class Watches implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watches.class.getName());

  /// No watch is believed for longer.
  private static final Duration OLDEST = Duration.ofMinutes(10);

  /// Whatever is written to a cluster, each watch hears of it by a bookmark within a minute or two.
  private static final Duration SILENCE = Duration.ofMinutes(4);

  /// Nothing is watched that is not answered for longer, not even a list of many thousands.
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Observer observer;
  private final InstantSource time;
  private final Duration answer;
  private final Map<ObjectKind, Watch> watches = new ConcurrentHashMap<>();

  /// Who is told of what is seen, by many threads.
  interface Observer {
    /// It came, changed, or is there when its kind is looked at anew.
    void seen(ObjectKind kind, GenericKubernetesResource object);

    void gone(ObjectKind kind, String name);

    /// All of a kind was looked at anew: what is not seen now may have gone unnoticed.
    void anew(ObjectKind kind);
  }

  /// @param version up to which it had heard when it was looked at last
  /// @param heard when that was not so far yet
  private record Watch(
      SharedIndexInformer<GenericKubernetesResource> informer,
      Instant begun,
      boolean isDoubted,
      String version,
      Instant heard) {
    static Watch of(SharedIndexInformer<GenericKubernetesResource> informer, Instant now) {
      return new Watch(informer, now, false, version(informer), now);
    }

    Watch looked(Instant now) {
      String reached = version(informer);
      return new Watch(
          informer, begun, !informer.isWatching(), reached, reached.equals(version) ? heard : now);
    }

    private static String version(SharedIndexInformer<GenericKubernetesResource> informer) {
      return Objects.requireNonNullElse(informer.lastSyncResourceVersion(), "");
    }

    boolean isOld(Instant now) {
      return begun.plus(OLDEST).isBefore(now) || heard.plus(SILENCE).isBefore(now);
    }
  }

  Watches(Cluster cluster, Observer observer, InstantSource time) {
    this(cluster, observer, time, ANSWER);
  }

  /// @param answer how long to wait until a kind is watched
  Watches(Cluster cluster, Observer observer, InstantSource time, Duration answer) {
    this.cluster = cluster;
    this.observer = observer;
    this.time = time;
    this.answer = answer;
  }

  /// Watches a kind from now on.
  ///
  /// @throws PlatformFailure when it cannot be
  void watch(ObjectKind kind) throws PlatformFailure {
    if (!watches.containsKey(kind)) {
      beginOnce(kind);
    }
  }

  private synchronized void beginOnce(ObjectKind kind) throws PlatformFailure {
    if (!watches.containsKey(kind)) {
      watches.put(
          kind,
          cluster.asked("the %ss cannot be watched".formatted(kind.word()), () -> begin(kind)));
    }
  }

  /// An object as it was seen last, without asking; absent also of a kind that is not watched.
  Optional<GenericKubernetesResource> seen(ObjectKind kind, String name) {
    return Optional.ofNullable(watches.get(kind))
        .map(it -> it.informer().getIndexer().getByKey(cluster.namespace() + "/" + name));
  }

  /// All of a kind as they were seen last.
  List<GenericKubernetesResource> seen(ObjectKind kind) {
    Watch watch = watches.get(kind);
    return watch == null ? List.of() : watch.informer().getIndexer().list();
  }

  /// Takes up anew what does not watch, seen twice in a row, what hears nothing, and what is too
  /// old.
  synchronized void renew() {
    Instant now = time.instant();
    for (Map.Entry<ObjectKind, Watch> entry : watches.entrySet()) {
      Watch before = entry.getValue();
      Watch watch = before.looked(now);
      if (watch.isOld(now) || (before.isDoubted() && watch.isDoubted())) {
        renew(entry.getKey(), watch);
      } else {
        entry.setValue(watch);
      }
    }
  }

  private void renew(ObjectKind kind, Watch old) {
    try {
      watches.put(kind, begin(kind));
      old.informer().close();
      observer.anew(kind);
    } catch (KubernetesClientException away) {
      LOG.log(System.Logger.Level.DEBUG, "the {0}s are not watched anew yet", kind.word(), away);
    }
  }

  private Watch begin(ObjectKind kind) {
    SharedIndexInformer<GenericKubernetesResource> informer =
        cluster
            .client()
            .genericKubernetesResources(kind.context())
            .inNamespace(cluster.namespace())
            .withLabelSelector(Parts.OURS)
            .runnableInformer(0)
            .itemStore(new SeenObjects(cluster.client().getKubernetesSerialization()))
            .addEventHandler(new Changes(kind))
            .exceptionHandler((isStarted, failure) -> isToGoOn(kind, isStarted, failure));
    start(informer);
    return Watch.of(informer, time.instant());
  }

  /// By itself it waits without end for a first watch that is not answered.
  private void start(SharedIndexInformer<GenericKubernetesResource> informer) {
    try {
      Utils.waitUntilReadyOrFail(
          informer.start().toCompletableFuture(), answer.toMillis(), TimeUnit.MILLISECONDS);
    } catch (KubernetesClientException e) {
      informer.close();
      throw e;
    }
  }

  /// By itself a watch ends for good when the connection breaks while it is asked for anew. One
  /// that was never there is the caller's to ask for again.
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
      observer.seen(kind, object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
      observer.seen(kind, object);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean isUnknown) {
      observer.gone(kind, object.getMetadata().getName());
    }
  }

  @Override
  public synchronized void close() {
    watches.values().forEach(it -> it.informer().close());
  }
}
