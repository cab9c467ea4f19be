package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Objects as they were seen last, kept as JSON: trees of maps take several times the memory, and
/// few of many objects are ever looked at again.
final class SeenObjects implements ItemStore<GenericKubernetesResource> {
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private final KubernetesSerialization serialization;

  SeenObjects(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  @Override
  public String getKey(GenericKubernetesResource object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
    return read(objects.put(key, serialization.asJson(object)));
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    return read(objects.remove(key));
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    return read(objects.get(key));
  }

  @Override
  public Stream<String> keySet() {
    return objects.keySet().stream();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return objects.values().stream()
        .map(it -> serialization.unmarshal(it, GenericKubernetesResource.class));
  }

  @Override
  public int size() {
    return objects.size();
  }

  private @Nullable GenericKubernetesResource read(@Nullable String json) {
    return json == null ? null : serialization.unmarshal(json, GenericKubernetesResource.class);
  }
}
