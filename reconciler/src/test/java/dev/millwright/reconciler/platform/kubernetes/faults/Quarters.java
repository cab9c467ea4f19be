package dev.millwright.reconciler.platform.kubernetes.faults;

import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A namespace of a real cluster, to be had in a known state again and again.
final class Quarters implements AutoCloseable {
  private static final String OURS = "app.kubernetes.io/managed-by";
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("millwright")
          .withForce(true)
          .build();
  private static final List<String> KINDS =
      List.of(
          "gateway.networking.k8s.io/v1 HTTPRoute",
          "batch/v1 CronJob",
          "batch/v1 Job",
          "autoscaling/v2 HorizontalPodAutoscaler",
          "policy/v1 PodDisruptionBudget",
          "apps/v1 Deployment",
          "v1 Service",
          "v1 ConfigMap",
          "networking.k8s.io/v1 NetworkPolicy",
          "v1 ServiceAccount");

  final String namespace;
  private final Map<String, String> kept = new HashMap<>();
  final KubernetesClient client = new KubernetesClientBuilder().build();

  Quarters(String namespace) {
    this.namespace = namespace;
    remove();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  /// All of Millwright's objects there.
  List<GenericKubernetesResource> objects() {
    List<GenericKubernetesResource> objects = new ArrayList<>();
    for (String kind : KINDS) {
      String[] words = kind.split(" ");
      objects.addAll(
          client
              .genericKubernetesResources(words[0], words[1])
              .inNamespace(namespace)
              .withLabel(OURS, "millwright")
              .list()
              .getItems());
    }
    return objects;
  }

  /// Has these be there as they were applied, and nothing else.
  void restore(Collection<String> applied) {
    Map<String, GenericKubernetesResource> there = byName();
    Map<String, String> wanted = new LinkedHashMap<>();
    applied.forEach(text -> wanted.put(name(object(text)), text));
    there.forEach(
        (name, object) -> {
          if (isEnding(object)) {
            client.resource(object).waitUntilCondition(Objects::isNull, 60, TimeUnit.SECONDS);
          } else if (!wanted.containsKey(name)) {
            client
                .resource(object)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .withGracePeriod(0)
                .delete();
          }
        });
    wanted.forEach(
        (name, text) -> {
          if (!isKept(there.get(name))) {
            apply(object(text));
          }
        });
    kept.clear();
    byName().forEach((name, object) -> kept.put(name, version(object)));
  }

  /// Whether nobody has touched it since it was restored.
  private boolean isKept(@Nullable GenericKubernetesResource object) {
    return object != null && version(object).equals(kept.get(name(object)));
  }

  private Map<String, GenericKubernetesResource> byName() {
    Map<String, GenericKubernetesResource> byName = new LinkedHashMap<>();
    objects().forEach(object -> byName.put(name(object), object));
    return byName;
  }

  private static String name(GenericKubernetesResource object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  private static String version(GenericKubernetesResource object) {
    return object.getMetadata().getUid() + "@" + object.getMetadata().getResourceVersion();
  }

  private static boolean isEnding(GenericKubernetesResource object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }

  private GenericKubernetesResource object(String text) {
    return client.getKubernetesSerialization().unmarshal(text, GenericKubernetesResource.class);
  }

  private void apply(GenericKubernetesResource object) {
    client.resource(object).inNamespace(namespace).patch(APPLY);
  }

  /// What is there and is to stay, without what the cluster makes up each time.
  String words() {
    return objects().stream()
        .filter(object -> !isEnding(object))
        .flatMap(this::words)
        .collect(Collectors.joining("\n"));
  }

  private Stream<String> words(GenericKubernetesResource object) {
    ObjectNode node =
        Json.read(client.getKubernetesSerialization().asJson(object), ObjectNode.class);
    node.remove("status");
    ObjectNode metadata = (ObjectNode) node.path("metadata");
    metadata.remove(
        List.of("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"));
    without(metadata.path("annotations"), "deployment.kubernetes.io/revision");
    without(node.path("spec"), "clusterIP", "clusterIPs");
    metadata.path("ownerReferences").forEach(owner -> without(owner, "uid"));
    if (object.getKind().equals("Job")) {
      without(node.path("spec"), "selector");
      without(
          node.path("spec").path("template").path("metadata").path("labels"),
          "controller-uid",
          "batch.kubernetes.io/controller-uid");
      without(metadata.path("labels"), "controller-uid", "batch.kubernetes.io/controller-uid");
    }
    return leaves(name(object), node);
  }

  private static Stream<String> leaves(String path, JsonNode node) {
    return node.isObject()
        ? node.properties().stream().flatMap(it -> leaves(path + "/" + it.getKey(), it.getValue()))
        : Stream.of(path + " " + node);
  }

  private static void without(JsonNode node, String... fields) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of(fields));
    }
  }

  private void remove() {
    var its = client.namespaces().withName(namespace);
    its.delete();
    its.waitUntilCondition(Objects::isNull, 90, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    remove();
    client.close();
  }
}
