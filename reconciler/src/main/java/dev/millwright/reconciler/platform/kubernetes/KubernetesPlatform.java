package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.reconciler.platform.Admin;
import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.Platform;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.reconciler.platform.kubernetes.health.Health;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Kind;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Component;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A namespace of a Kubernetes cluster. What runs there runs on without this process.
public final class KubernetesPlatform implements Platform {
  private final Cluster cluster;
  private final Holding holding;
  private final KubernetesJobs jobs;
  private final KubernetesGraphs graphs;
  private final KubernetesGateway gateway;
  private final KubernetesSchedules schedules;
  private final SecretReaders readers;

  /// @param client for the caller to close
  /// @param fence passed before every write
  /// @param target where objects go, asked anew each time
  /// @param layout the claim, mounted where pods have it
  /// @param told of what was put right, by many threads
  /// @param token what graph processes know the platform by
  public KubernetesPlatform(
      KubernetesClient client,
      String namespace,
      Fence fence,
      Supplier<Target> target,
      StateLayout layout,
      String token,
      Consumer<Repair> told) {
    this.cluster = new Cluster(client, namespace, fence);
    this.holding = new Holding(cluster, told, Holding.Patience.usual());
    Rendering rendering = new Rendering(target);
    Waiting waiting = new Waiting(cluster, holding);
    GraphPods pods = new GraphPods(cluster, new Admin(), token);
    this.jobs = new KubernetesJobs(cluster, holding, rendering, waiting, layout);
    this.readers = new SecretReaders(cluster, new SecretMarks(cluster, token), SecretReaders.USUAL);
    this.graphs = new KubernetesGraphs(holding, rendering, pods, waiting, readers);
    this.gateway = new KubernetesGateway(holding, rendering, pods, waiting);
    this.schedules = new KubernetesSchedules(cluster, holding, rendering);
  }

  @Override
  public Jobs jobs() {
    return jobs;
  }

  @Override
  public Graphs graphs() {
    return graphs;
  }

  @Override
  public Gateway gateway() {
    return gateway;
  }

  @Override
  public Optional<Schedules> schedules() {
    return Optional.of(schedules);
  }

  /// How a live component fares, by what was seen last; absent of one that no process runs for, and
  /// where nobody has looked yet.
  public Optional<Health> health(Component component) {
    return component.address().kind() == Kind.SERVING_GRAPH
        ? holding
            .seen(ObjectKind.DEPLOYMENT, Parts.name(component))
            .map(it -> Health.of(Json.mapper().valueToTree(it)))
        : Optional.empty();
  }

  /// Takes all away that Millwright has made; the stores stay.
  @Override
  public void stopAll() {
    try {
      for (ObjectKind kind : ObjectKind.values()) {
        for (GenericKubernetesResource object : cluster.list(kind, Parts.OURS)) {
          holding.delete(kind, object);
        }
      }
    } catch (PlatformFailure e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void release() {
    readers.close();
    holding.close();
  }
}
