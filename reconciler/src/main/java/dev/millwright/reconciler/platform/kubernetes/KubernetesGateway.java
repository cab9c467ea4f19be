package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.Admin;
import dev.millwright.reconciler.platform.Copied;
import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.GatewayAt;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.AskedTwice;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The gateway that the environment names, by its routes; without one, Services that keep their
/// name.
final class KubernetesGateway implements Gateway {
  private static final Duration TAKEN = Duration.ofSeconds(60);

  /// A step that leads to a backend which is broken already is not taken and protects nobody.
  private static final Duration STEP = Duration.ofSeconds(10);

  private static final List<ObjectKind> SHARED = List.of(ObjectKind.HTTP_ROUTE, ObjectKind.SERVICE);

  private final Cluster cluster;
  private final Holding holding;
  private final Rendering rendering;
  private final GraphPods pods;
  private final Waiting waiting;

  /// What each pod told last, by its identity: what a pod that is gone has answered still counts.
  private final Map<String, Told> told = new HashMap<>();

  private final AnswerPairs pairs = new AnswerPairs();

  private record Told(SortedMap<Digest, ReleaseTraffic> traffic, SortedMap<Digest, Copied> copied) {
    boolean isOf(Set<Digest> releases) {
      return !Collections.disjoint(traffic.keySet(), releases)
          || !Collections.disjoint(copied.keySet(), releases);
    }
  }

  KubernetesGateway(Holding holding, Rendering rendering, GraphPods pods, Waiting waiting) {
    this.cluster = pods.cluster();
    this.holding = holding;
    this.rendering = rendering;
    this.pods = pods;
    this.waiting = waiting;
  }

  @Override
  public void route(Routes routes) throws PlatformFailure, InterruptedException {
    if (!routes.releases().isEmpty()) {
      Parts parts = rendering.of(routes);
      if (routes.copies().isPresent() && !parts.mayCopy()) {
        throw new PlatformFailure(
            "the environment names no gateway, and nothing else copies requests for a shadow");
      }
      for (Address graph : parts.graphs()) {
        route(parts.routing(graph));
      }
    }
    withdraw(routes);
    forget(routes);
  }

  /// What was counted of releases that nobody asks any more.
  private synchronized void forget(Routes routes) {
    told.values().removeIf(it -> !it.isOf(routes.graphs().keySet()));
  }

  @Override
  public boolean splits() {
    return rendering.target().get().gateway().isPresent();
  }

  private void route(List<ObjectNode> objects) throws PlatformFailure, InterruptedException {
    for (ObjectNode object : objects) {
      if (Cluster.kind(object).equals(ObjectKind.HTTP_ROUTE)) {
        take(object);
      } else {
        var _ = holding.hold(object);
      }
    }
  }

  private void take(ObjectNode route) throws PlatformFailure, InterruptedException {
    var now = cluster.find(ObjectKind.HTTP_ROUTE, Cluster.name(route));
    for (ObjectNode step : RouteSteps.of(now, route).before()) {
      var _ = waiting.isTaken(holding.hold(step), STEP);
    }
    waiting.route(holding.hold(route), TAKEN);
  }

  /// Takes the way to graphs away that no release has any more.
  private void withdraw(Routes routes) throws PlatformFailure {
    for (ObjectKind kind : SHARED) {
      for (GenericKubernetesResource object : cluster.list(kind, Parts.graphSelector())) {
        if (isShared(object.getMetadata()) && !isAnswered(object.getMetadata(), routes)) {
          holding.delete(kind, object);
        }
      }
    }
  }

  private static boolean isShared(ObjectMeta metadata) {
    return Parts.version(metadata.getAnnotations()).isEmpty();
  }

  private static boolean isAnswered(ObjectMeta metadata, Routes routes) {
    return routes.graphs().values().stream()
        .anyMatch(byGraph -> byGraph.containsKey(Parts.graph(metadata.getLabels())));
  }

  /// Sums up what pods tell. A pod that does not answer is taken at its last word.
  @Override
  public synchronized SortedMap<Digest, ReleaseTraffic> traffic()
      throws PlatformFailure, InterruptedException {
    ask();
    SortedMap<Digest, ReleaseTraffic> sum = new TreeMap<>();
    told.values()
        .forEach(
            it ->
                it.traffic()
                    .forEach((release, of) -> sum.merge(release, of, ReleaseTraffic::plus)));
    return sum;
  }

  /// Each pod knows its own answers only: those that it kept last are compared.
  @Override
  public synchronized SortedMap<Digest, Copied> copied()
      throws PlatformFailure, InterruptedException {
    ask();
    pairs.take(askedTwice());
    SortedMap<Digest, Copied> sum = pairs.compared();
    told.values()
        .forEach(it -> it.copied().forEach((release, of) -> sum.merge(release, of, Copied::plus)));
    return sum;
  }

  private void ask() throws PlatformFailure, InterruptedException {
    for (Pod pod : pods.all(Parts.graphSelector())) {
      measured(pod)
          .ifPresent(it -> told.put(pod.getMetadata().getUid() + GraphPods.restarts(pod), it));
    }
  }

  private List<AskedTwice> askedTwice() throws PlatformFailure, InterruptedException {
    List<AskedTwice> all = new ArrayList<>();
    for (Pod pod : pods.all(Parts.graphSelector())) {
      told(pod, "/-/copied")
          .map(it -> Json.mapper().treeToValue(it, AskedTwice[].class))
          .ifPresent(it -> all.addAll(Arrays.asList(it)));
    }
    return all;
  }

  private Optional<Told> measured(Pod pod) throws InterruptedException {
    return told(pod, "/-/metrics")
        .map(
            metrics ->
                new Told(
                    Admin.byRelease(metrics.path("byRelease"), ReleaseTraffic::of),
                    Admin.byRelease(metrics.path("copies"), Copied::of)));
  }

  private Optional<JsonNode> told(Pod pod, String path) throws InterruptedException {
    if (!GraphPods.isReady(pod) || GraphPods.address(pod).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(pods.ask(pod, path));
    } catch (PlatformFailure silent) {
      return Optional.empty();
    }
  }

  /// It is not a process of Millwright's.
  @Override
  public Optional<GatewayAt> state() {
    return Optional.empty();
  }
}
