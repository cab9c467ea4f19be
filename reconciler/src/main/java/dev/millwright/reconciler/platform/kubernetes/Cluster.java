package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.kubernetes.health.Cause;
import dev.millwright.reconciler.platform.kubernetes.health.Look;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A namespace, and how objects are written there: by server-side apply, so that each field has an
/// owner and other managers' fields stay theirs; deleted by identity, never by name alone.
///
/// @param places for writes that are on their way: an API server that is sent all at once answers
///   each so late that it is sent again
record Cluster(KubernetesClient client, String namespace, Fence fence, Semaphore places) {
  /// Enough for an API server that answers in 10 ms to take more than a thousand a second.
  static final int PLACES = 16;

  Cluster(KubernetesClient client, String namespace, Fence fence) {
    this(client, namespace, fence, new Semaphore(PLACES));
  }

  /// Has an object be as it is rendered, and answers what the cluster has then.
  ///
  /// @param json the object
  GenericKubernetesResource apply(ObjectKind kind, String name, String json)
      throws PlatformFailure {
    GenericKubernetesResource wanted =
        client.getKubernetesSerialization().unmarshal(json, GenericKubernetesResource.class);
    try {
      return write(
          once ->
              once.genericKubernetesResources(kind.context())
                  .inNamespace(namespace)
                  .resource(wanted)
                  .patch(Applying.PATCH));
    } catch (KubernetesClientException e) {
      throw Attempts.passesByItself(e)
          ? failure("%s %s cannot be written".formatted(kind.word(), name), e)
          : new PlatformFailure(
              Cause.ofRefusal(Json.read(json, ObjectNode.class), said(e)).toString(), e);
    }
  }

  Attempts attempts() {
    return new Attempts(fence);
  }

  private <T extends @Nullable Object> T write(Function<KubernetesClient, T> write)
      throws PlatformFailure {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformFailure("the cluster is not asked any more", e);
    }
    try {
      return new Writing(client, fence).write(write);
    } finally {
      places.release();
    }
  }

  /// Has an object go when another one does.
  void own(ObjectKind kind, String name, ObjectKind ownerKind, GenericKubernetesResource owner)
      throws PlatformFailure {
    Map<String, Object> reference =
        Map.of(
            "apiVersion", ownerKind.apiVersion(),
            "kind", ownerKind.word(),
            "name", owner.getMetadata().getName(),
            "uid", owner.getMetadata().getUid());
    String patch = Json.write(Map.of("metadata", Map.of("ownerReferences", List.of(reference))));
    try {
      var _ = write(once -> named(once, kind, name).patch(Applying.MERGE, patch));
    } catch (KubernetesClientException e) {
      throw failure("%s %s cannot be written".formatted(kind.word(), name), e);
    }
  }

  /// The same for several, in order.
  List<GenericKubernetesResource> applyAll(List<ObjectNode> objects) throws PlatformFailure {
    List<GenericKubernetesResource> applied = new ArrayList<>();
    for (ObjectNode object : objects) {
      applied.add(apply(kind(object), name(object), Json.write(object)));
    }
    return applied;
  }

  /// One object, whether it is there or not.
  Resource<GenericKubernetesResource> named(ObjectKind kind, String name) {
    return named(client, kind, name);
  }

  private Resource<GenericKubernetesResource> named(
      KubernetesClient by, ObjectKind kind, String name) {
    return by.genericKubernetesResources(kind.context()).inNamespace(namespace).withName(name);
  }

  Optional<GenericKubernetesResource> find(ObjectKind kind, String name) throws PlatformFailure {
    return Optional.ofNullable(
        asked("%s %s cannot be read".formatted(kind.word(), name), named(kind, name)::get));
  }

  /// All objects of a kind with labels, `key=value,…`; none where the cluster has no such kind.
  List<GenericKubernetesResource> list(ObjectKind kind, String labels) throws PlatformFailure {
    try {
      return client
          .genericKubernetesResources(kind.context())
          .inNamespace(namespace)
          .withLabelSelector(labels)
          .list()
          .getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return List.of();
      }
      throw failure("the %ss cannot be listed".formatted(kind.word()), e);
    }
  }

  /// Deletes this very object, and what it owns before it; one that is gone, or another one of its
  /// name, is left alone.
  void delete(ObjectKind kind, GenericKubernetesResource object) throws PlatformFailure {
    try {
      var _ =
          write(
              once -> {
                remove(once, kind, object);
                return object;
              });
    } catch (KubernetesClientException e) {
      String name = object.getMetadata().getName();
      throw failure("%s %s cannot be deleted".formatted(kind.word(), name), e);
    }
  }

  private void remove(KubernetesClient once, ObjectKind kind, GenericKubernetesResource object) {
    Map<String, Object> options =
        Map.of(
            "apiVersion", "v1",
            "kind", "DeleteOptions",
            "propagationPolicy", "Foreground",
            "preconditions", Map.of("uid", object.getMetadata().getUid()));
    String path = kind.path(namespace, object.getMetadata().getName());
    try {
      var _ = once.raw(path, "DELETE", Json.write(options));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && !(e.getCode() == HttpURLConnection.HTTP_CONFLICT && isGone(kind, object))) {
        throw e;
      }
    }
  }

  /// A conflict also is that somebody wrote at the same time: then this very object is still there.
  private boolean isGone(ObjectKind kind, GenericKubernetesResource object) {
    GenericKubernetesResource now = named(kind, object.getMetadata().getName()).get();
    return now == null || !object.getMetadata().getUid().equals(now.getMetadata().getUid());
  }

  /// Asks the cluster, again where that helps; what it says in a refusal is told.
  <T extends @Nullable Object> T asked(String what, Supplier<T> question) throws PlatformFailure {
    try {
      return attempts().read(question);
    } catch (KubernetesClientException e) {
      throw failure(what, e);
    }
  }

  private static PlatformFailure failure(String what, KubernetesClientException e) {
    return new PlatformFailure(what + ": " + said(e), e);
  }

  private static String said(KubernetesClientException e) {
    return e.getStatus() != null && e.getStatus().getMessage() != null
        ? e.getStatus().getMessage()
        : String.valueOf(e.getMessage());
  }

  /// Why an object does not become what it should, where that is known.
  ///
  /// @return a sentence to follow another one; empty when nothing is known
  String why(ObjectKind kind, String name) {
    ObjectNode object = Json.mapper().createObjectNode();
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.word());
    object.putObject("metadata").put("namespace", namespace).put("name", name);
    try {
      return new Look(client, InstantSource.system())
          .at(object)
          .map(cause -> "; " + cause)
          .orElse("");
    } catch (KubernetesClientException unanswered) {
      return "";
    }
  }

  static String name(ObjectNode object) {
    return object.path("metadata").path("name").asString();
  }

  static ObjectKind kind(ObjectNode object) {
    String word = object.path("kind").asString();
    return ObjectKind.of(word)
        .orElseThrow(() -> new IllegalArgumentException("nothing renders a " + word));
  }
}
