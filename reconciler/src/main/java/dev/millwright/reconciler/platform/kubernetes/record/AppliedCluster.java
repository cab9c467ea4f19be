package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.compiler.kubernetes.Tree;
import dev.millwright.compiler.kubernetes.install.Definitions;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.kubernetes.Applying;
import dev.millwright.reconciler.platform.kubernetes.Writing;
import dev.millwright.reconciler.platform.kubernetes.record.Telling.Happening;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A real cluster, written by server-side apply: what others say of an object stays theirs.
final class AppliedCluster implements Cluster {
  private static final String CONTROLLER = "millwright.dev/reconciler";
  private static final String API_VERSION = Definitions.GROUP + "/" + Definitions.VERSION;

  private final KubernetesClient client;
  private final Followed followed;
  private final BooleanSupplier turn;

  AppliedCluster(KubernetesClient client, Followed followed, BooleanSupplier turn) {
    this.client = client;
    this.followed = followed;
    this.turn = turn;
  }

  @Override
  public List<There> list() throws ClusterFailure {
    List<There> all = new ArrayList<>();
    for (Shown resource : Shown.values()) {
      if (resource == Shown.SOURCE && followed.given().isPresent()) {
        continue;
      }
      List<GenericKubernetesResource> found =
          asked(
              "list " + resource.plural(),
              once ->
                  objects(once, resource)
                      .withLabel("app.kubernetes.io/managed-by", Applying.MANAGER)
                      .withLabel("millwright.dev/environment", followed.environment().text())
                      .list()
                      .getItems());
      found.forEach(it -> all.add(there(new ObjectKey(resource, it.getMetadata().getName()), it)));
    }
    return all;
  }

  /// One object, as it is.
  Optional<There> find(ObjectKey key) throws ClusterFailure {
    return asked(
        "get " + named(key),
        once ->
            Optional.ofNullable(objects(once, key.resource()).withName(key.name()).get())
                .map(it -> there(key, it)));
  }

  @Override
  public There apply(ClusterObject object) throws ClusterFailure {
    ObjectKey key = object.key();
    ObjectNode wanted =
        Tree.object(
            API_VERSION,
            key.resource().kind(),
            metadata(key.name(), object.labels()),
            Map.of("spec", object.spec()));
    GenericKubernetesResource applied =
        asked(
            "apply " + named(key),
            once -> objects(once, key.resource()).resource(read(wanted)).patch(Applying.PATCH));
    There there = there(key, applied);
    return new There(
        key, there.uid(), there.generation(), object.labels(), object.spec(), there.status());
  }

  @Override
  public void applyStatus(ObjectKey key, ObjectNode status) throws ClusterFailure {
    ObjectNode wanted =
        Tree.object(
            API_VERSION,
            key.resource().kind(),
            metadata(key.name(), Map.of()),
            Map.of("status", status));
    asked(
        "apply the status of " + named(key),
        once ->
            objects(once, key.resource())
                .resource(read(wanted))
                .subresource("status")
                .patch(Applying.PATCH));
  }

  @Override
  public void delete(ObjectKey key, String uid) throws ClusterFailure {
    String path =
        "/apis/%s/namespaces/%s/%s/%s"
            .formatted(API_VERSION, followed.namespace(), key.resource().plural(), key.name());
    Map<String, Object> options =
        Map.of("apiVersion", "v1", "kind", "DeleteOptions", "preconditions", Map.of("uid", uid));
    askedOnce(
        "delete " + named(key),
        HttpURLConnection.HTTP_NOT_FOUND,
        once -> once.raw(path, "DELETE", options));
  }

  @Override
  public void tell(Happening happening, Optional<String> uid) throws ClusterFailure {
    ObjectNode event =
        Tree.object(
            "events.k8s.io/v1",
            "Event",
            metadata(happening.name(), Map.of()),
            EventFields.of(happening, followed, API_VERSION, CONTROLLER, uid));
    askedOnce(
        "tell " + happening.name(),
        HttpURLConnection.HTTP_CONFLICT,
        once -> events(once).resource(read(event)).create());
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      objects(KubernetesClient client, Shown resource) {
    return named(
        client, Definitions.GROUP, Definitions.VERSION, resource.kind(), resource.plural());
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      events(KubernetesClient client) {
    return named(client, "events.k8s.io", "v1", "Event", "events");
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      named(KubernetesClient client, String group, String version, String kind, String plural) {
    return client
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build())
        .inNamespace(followed.namespace());
  }

  private Map<String, Object> metadata(String name, Map<String, String> labels) {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("name", name);
    metadata.put("namespace", followed.namespace());
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    return metadata;
  }

  private GenericKubernetesResource read(ObjectNode object) {
    return client
        .getKubernetesSerialization()
        .unmarshal(Json.write(object), GenericKubernetesResource.class);
  }

  private There there(ObjectKey key, GenericKubernetesResource object) {
    ObjectNode tree =
        Json.read(client.getKubernetesSerialization().asJson(object), ObjectNode.class);
    SortedMap<String, String> labels = new TreeMap<>();
    tree.at("/metadata/labels")
        .properties()
        .forEach(it -> labels.put(it.getKey(), it.getValue().asString()));
    return new There(
        key,
        tree.at("/metadata/uid").asString(),
        tree.at("/metadata/generation").asInt(),
        labels,
        part(tree, "spec"),
        part(tree, "status"));
  }

  private static ObjectNode part(ObjectNode tree, String field) {
    return tree.get(field) instanceof ObjectNode part
        ? part
        : JsonNodeFactory.instance.objectNode();
  }

  private static String named(ObjectKey key) {
    return key.resource().kind() + " " + key.name();
  }

  private <T extends @Nullable Object> T asked(String what, Function<KubernetesClient, T> question)
      throws ClusterFailure {
    try {
      return new Writing(client, this::pass).write(question);
    } catch (KubernetesClientException | PlatformFailure e) {
      throw new ClusterFailure("cannot " + what + ": " + e.getMessage(), e);
    }
  }

  /// @param done the answer that says that it is so already
  private void askedOnce(String what, int done, Function<KubernetesClient, ?> question)
      throws ClusterFailure {
    var _ =
        asked(
            what,
            once -> {
              try {
                return Optional.ofNullable(question.apply(once));
              } catch (KubernetesClientException e) {
                if (e.getCode() != done) {
                  throw e;
                }
                return Optional.empty();
              }
            });
  }

  private void pass() throws PlatformFailure {
    if (!turn.getAsBoolean()) {
      throw new PlatformFailure("it is another process's turn by now");
    }
  }
}
