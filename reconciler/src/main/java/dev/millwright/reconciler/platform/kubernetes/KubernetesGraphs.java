package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ProcessState;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.ReplicaAt;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.ReleasesFile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Graph versions as Deployments. The objects of two versions stand beside each other.
final class KubernetesGraphs implements Graphs {
  private static final System.Logger LOG = System.getLogger(KubernetesGraphs.class.getName());

  private static final String REPLICAS = "replicas";

  /// A node may have to pull the image first. No longer than a step has to spare: what is still
  /// waited for when its deadline comes has no cause.
  private static final Duration PULL = Duration.ofSeconds(20);

  private final Holding holding;
  private final Rendering rendering;
  private final GraphPods pods;
  private final Waiting waiting;
  private final SecretReaders readers;
  private final Map<String, ReleasesFile> bound = new ConcurrentHashMap<>();

  /// Of many graphs that start at once some are rendered and written at a time: the first ones run
  /// sooner, and the objects of all of them would fill the memory.
  private final Semaphore places = new Semaphore(Cluster.PLACES);

  KubernetesGraphs(
      Holding holding,
      Rendering rendering,
      GraphPods pods,
      Waiting waiting,
      SecretReaders readers) {
    this.holding = holding;
    this.rendering = rendering;
    this.pods = pods;
    this.waiting = waiting;
    this.readers = readers;
  }

  /// The ConfigMap is what pods read that start; those that run are told, since a node takes its
  /// time to write a changed one.
  @Override
  public void bind(GraphVersion graph, ReleasesFile releases)
      throws PlatformFailure, InterruptedException {
    bound.put(key(graph), releases);
    var _ = hold(() -> List.of(rendering.of(graph.release()).releases(graph.graph(), releases)));
    tell(graph, releases);
  }

  private void tell(GraphVersion graph, ReleasesFile releases)
      throws PlatformFailure, InterruptedException {
    for (Pod pod : pods.living(Parts.graphSelector(graph.name(), graph.version()))) {
      pods.tell(pod, "/-/reload", Json.write(releases));
    }
  }

  @Override
  public void start(GraphOrder order, Duration within)
      throws PlatformFailure, InterruptedException {
    GraphVersion graph = order.graph();
    Optional<String> mark =
        readers.add(order, Parts.name(graph.graph()), it -> hold(order, Optional.of(it)));
    waiting.deployment(deployment(hold(order, mark)), within.plus(PULL));
    tell(graph, releases(graph));
  }

  private ReleasesFile releases(GraphVersion graph) {
    return Optional.ofNullable(bound.get(key(graph)))
        .orElseThrow(() -> new IllegalStateException(key(graph) + " was not bound"));
  }

  /// @param mark of the Secrets that its pods read
  private List<GenericKubernetesResource> hold(GraphOrder order, Optional<String> mark)
      throws PlatformFailure, InterruptedException {
    return hold(
        () -> {
          List<ObjectNode> objects = rendered(order, releases(order.graph()));
          mark.ifPresent(it -> objects.forEach(object -> SecretReaders.mark(object, it)));
          return objects;
        });
  }

  private List<ObjectNode> rendered(GraphOrder order, ReleasesFile releases) {
    GraphVersion graph = order.graph();
    Parts parts = rendering.of(graph.release(), graph.graph(), order.image());
    List<ObjectNode> objects = new ArrayList<>(parts.project());
    for (ObjectNode object : parts.graph(graph.graph(), releases)) {
      number(object, order.replicas().size());
      objects.add(object);
    }
    return objects;
  }

  private List<GenericKubernetesResource> hold(Supplier<List<ObjectNode>> objects)
      throws PlatformFailure, InterruptedException {
    places.acquire();
    try {
      return holding.hold(objects.get());
    } finally {
      places.release();
    }
  }

  private static Generation deployment(List<GenericKubernetesResource> objects) {
    return objects.stream()
        .filter(it -> it.getKind().equals(ObjectKind.DEPLOYMENT.word()))
        .findFirst()
        .map(Generation::of)
        .orElseThrow();
  }

  /// An autoscaler's number of pods is not ours.
  private static void number(ObjectNode object, int replicas) {
    if (object.path("spec").has(REPLICAS)) {
      object.withObject("/spec").put(REPLICAS, replicas);
    }
  }

  private static String key(GraphVersion graph) {
    return graph.name() + "@" + graph.version();
  }

  @Override
  public void retain(Set<Replica> needed) throws PlatformFailure, InterruptedException {
    readers.retain(needed);
    new Retirement(pods.cluster(), holding, waiting).retain(needed);
  }

  @Override
  public void flush(Name graph) throws PlatformFailure, InterruptedException {
    for (Pod pod : pods.living(Parts.graphSelector(graph))) {
      pods.tell(pod, "/-/flush", "");
    }
  }

  @Override
  public List<ReplicaAt> replicas() {
    try {
      List<ReplicaAt> replicas = new ArrayList<>();
      for (Pod pod : pods.living(Parts.graphSelector())) {
        replicas.add(at(pod, replicas.size()));
      }
      return replicas;
    } catch (PlatformFailure e) {
      LOG.log(System.Logger.Level.WARNING, "the graphs' pods cannot be listed", e);
      return List.of();
    }
  }

  private static ReplicaAt at(Pod pod, int index) {
    Digest version =
        Parts.version(pod.getMetadata().getAnnotations()).orElseGet(() -> Digest.of(""));
    return new ReplicaAt(
        new Replica(Parts.graph(pod.getMetadata().getLabels()), version, Digest.of(""), index),
        GraphPods.isReady(pod) ? ProcessState.READY : ProcessState.STARTING,
        Optional.empty(),
        GraphPods.address(pod),
        Optional.ofNullable(pod.getStatus().getStartTime()).map(Instant::parse),
        GraphPods.restarts(pod));
  }
}
