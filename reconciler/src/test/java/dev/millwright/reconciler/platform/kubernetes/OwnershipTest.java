package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who owns what, as an API server tells it.
final class OwnershipTest {
  private static ManagedFieldsEntry entry(
      String manager, String operation, String time, String... fields) {
    FieldsV1 owned = new FieldsV1();
    for (String field : fields) {
      owned.setAdditionalProperty(field, Map.of());
    }
    return new ManagedFieldsEntryBuilder()
        .withManager(manager)
        .withOperation(operation)
        .withTime(time)
        .withFieldsV1(owned)
        .build();
  }

  private static Ownership of(ManagedFieldsEntry... entries) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setMetadata(new ObjectMetaBuilder().withManagedFields(entries).build());
    return Ownership.of(object);
  }

  @Test
  void a_field_that_somebody_takes_over_is_ours_no_more() {
    ManagedFieldsEntry all =
        entry("millwright", "Apply", "2026-01-01T00:00:00Z", "f:replicas", "f:template");
    ManagedFieldsEntry less = entry("millwright", "Apply", "2026-01-01T00:00:00Z", "f:template");
    ManagedFieldsEntry rival = entry("kubectl", "Update", "2026-01-02T00:00:00Z", "f:replicas");

    assertThat(of(less, rival).ours()).isNotEqualTo(of(all).ours());
    assertThat(of(less, rival).lastOther()).contains("kubectl");
  }

  @Test
  void what_others_add_changes_nothing_of_ours() {
    ManagedFieldsEntry ours = entry("millwright", "Apply", "2026-01-01T00:00:00Z", "f:template");
    ManagedFieldsEntry label = entry("kubectl", "Update", "2026-01-02T00:00:00Z", "f:team");

    assertThat(of(ours, label).ours()).isEqualTo(of(ours).ours());
  }

  @Test
  void what_controllers_say_of_the_status_is_no_rival() {
    ManagedFieldsEntry status =
        new ManagedFieldsEntryBuilder(
                entry("kube-controller-manager", "Update", "2026-01-03T00:00:00Z", "f:status"))
            .withSubresource("status")
            .build();

    assertThat(of(status).lastOther()).isEmpty();
    assertThat(of(status).ours()).isEmpty();
  }
}
