package dev.millwright.reconciler.platform.kubernetes.health;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Looks at an object of a cluster and around it for what holds it up. It only reads, and a bounded
/// number of objects however many there are. What it may not read it does without, so that it says
/// less, not nothing.
public final class Look {
  /// So many pods of a workload are looked at closely: they mostly hang for one reason.
  private static final int CLOSELY = 4;

  private static final int PODS = 100;

  private static final int NODES = 50;

  private final ClusterReader reader;
  private final InstantSource clock;

  public Look(KubernetesClient client, InstantSource clock) {
    this.reader = new ClusterReader(client);
    this.clock = clock;
  }

  /// What holds up an object. Empty where it is not there, or nothing is wrong that is known.
  ///
  /// @param object a Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, Pod,
  ///   PersistentVolumeClaim, HTTPRoute or Gateway, as it was applied or as it was read: it is read
  ///   again. Of other kinds it is said what keeps them from being deleted.
  /// @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server cannot be
  ///   asked, or does not let the object be read
  public Optional<Cause> at(JsonNode object) {
    return reader.again(new Live(object)).map(this::around).flatMap(Cause::of);
  }

  private Surroundings around(Live live) {
    List<Live> around =
        switch (live.kind()) {
          case "Pod" -> ofPods(List.of(live));
          case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job" -> ofWorkload(live);
          case "HTTPRoute" -> gateways(live);
          case "PersistentVolumeClaim" -> reader.list("Pod", live.namespace(), "", PODS);
          default -> List.of();
        };
    return new Surroundings(clock.instant(), live.json(), jsons(around), events(live, around));
  }

  private List<Live> ofWorkload(Live live) {
    String selector = Selector.of(live);
    List<Live> makers =
        live.kind().equals("Deployment")
            ? reader.list("ReplicaSet", live.namespace(), selector, PODS).stream()
                .filter(one -> one.isOwnedBy(live))
                .toList()
            : List.of();
    List<Live> owners = Stream.concat(Stream.of(live), makers.stream()).toList();
    List<Live> pods =
        reader.list("Pod", live.namespace(), selector, PODS).stream()
            .filter(pod -> owners.stream().anyMatch(pod::isOwnedBy))
            .sorted(Comparator.comparing(Look::isWell))
            .limit(CLOSELY)
            .toList();
    return Stream.concat(makers.stream(), ofPods(pods).stream()).toList();
  }

  private static boolean isWell(Live pod) {
    return !pod.isDeleted() && pod.affirmed("Ready").isPresent();
  }

  /// The pods, their nodes and their claims.
  private List<Live> ofPods(List<Live> pods) {
    Set<Live> around = new LinkedHashSet<>(pods);
    for (Live pod : pods) {
      around.addAll(nodes(pod));
      ClaimCause.used(pod).stream().flatMap(name -> claim(pod, name).stream()).forEach(around::add);
    }
    return List.copyOf(around);
  }

  /// The pod's node, or those that it might have had.
  private List<Live> nodes(Live pod) {
    String node = pod.text("/spec/nodeName");
    if (node.isEmpty()) {
      return ScheduleCause.isTainted(pod) ? reader.list("Node", "", "", NODES) : List.of();
    }
    return reader.named("Node", "", node).stream().toList();
  }

  private Optional<Live> claim(Live pod, String name) {
    return reader.named("PersistentVolumeClaim", pod.namespace(), name);
  }

  private List<Live> gateways(Live route) {
    return ParentAnswers.of(route).stream()
        .filter(parent -> parent.kind().equals("Gateway"))
        .flatMap(it -> reader.named("Gateway", it.namespace(), it.name()).stream())
        .toList();
  }

  /// Of the object, of who makes its pods, and of what was looked at closely.
  private List<JsonNode> events(Live live, List<Live> around) {
    List<Live> subjects = new ArrayList<>();
    subjects.add(live);
    Live maker =
        WorkloadCause.maker(
            new Surroundings(clock.instant(), live.json(), jsons(around), List.of()), live);
    around.stream()
        .filter(one -> one.uid().equals(maker.uid()) || isTelling(live, one))
        .forEach(subjects::add);
    return subjects.stream().distinct().flatMap(one -> reader.events(one).stream()).toList();
  }

  /// Of a claim's pods it counts that they are there, not how they are.
  private static boolean isTelling(Live live, Live near) {
    return switch (near.kind()) {
      case "Pod" -> !live.kind().equals("PersistentVolumeClaim");
      case "PersistentVolumeClaim" -> true;
      default -> false;
    };
  }

  private static List<JsonNode> jsons(List<Live> lives) {
    return lives.stream().map(Live::json).toList();
  }
}
