package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

/// Objects that were seen, as an informer keeps them.
final class SeenObjectsTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private final SeenObjects seen = new SeenObjects(SERIALIZATION);

  private static GenericKubernetesResource object(int replicas) {
    return SERIALIZATION.unmarshal(
        """
        {"apiVersion": "apps/v1", "kind": "Deployment",
         "metadata": {"name": "one", "namespace": "many", "resourceVersion": "7",
                      "managedFields": [{"manager": "millwright", "operation": "Apply",
                                         "fieldsV1": {"f:spec": {"f:replicas": {}}}}]},
         "spec": {"replicas": %d}}
        """
            .formatted(replicas),
        GenericKubernetesResource.class);
  }

  @Test
  void an_object_is_found_by_its_key_as_it_was_put() {
    String key = seen.getKey(object(1));
    assertThat(key).isEqualTo("many/one");
    assertThat(seen.put(key, object(1))).isNull();
    assertThat(seen.get(key)).isEqualTo(object(1));
    assertThat(seen.values()).containsExactly(object(1));
    assertThat(seen.keySet()).containsExactly(key);
  }

  @Test
  void who_puts_or_removes_has_what_was_there() {
    String key = seen.getKey(object(1));
    assertThat(seen.put(key, object(1))).isNull();
    assertThat(seen.put(key, object(2))).isEqualTo(object(1));
    assertThat(seen.remove(key)).isEqualTo(object(2));
    assertThat(seen.get(key)).isNull();
    assertThat(seen.size()).isZero();
  }
}
