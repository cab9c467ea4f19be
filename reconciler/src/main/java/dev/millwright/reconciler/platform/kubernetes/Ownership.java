package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Who owns which fields of an object, by its `managedFields`.
record Ownership(List<ManagedFieldsEntry> entries) {
  static Ownership of(GenericKubernetesResource object) {
    return new Ownership(
        Objects.requireNonNullElse(object.getMetadata().getManagedFields(), List.of()));
  }

  /// The fields that we have applied and still own, as text to compare; empty when there are none.
  String ours() {
    return entries.stream()
        .filter(Ownership::isOurs)
        .filter(it -> "Apply".equals(it.getOperation()))
        .map(ManagedFieldsEntry::getFieldsV1)
        .filter(Objects::nonNull)
        .map(Ownership::text)
        .findFirst()
        .orElse("");
  }

  /// Who has written fields last, of all others; status is not counted.
  Optional<String> lastOther() {
    return entries.stream()
        .filter(it -> !isOurs(it) && it.getSubresource() == null)
        .max(Comparator.comparing(it -> Objects.toString(it.getTime(), "")))
        .map(ManagedFieldsEntry::getManager);
  }

  private static boolean isOurs(ManagedFieldsEntry entry) {
    return Applying.MANAGER.equals(entry.getManager()) && entry.getSubresource() == null;
  }

  private static String text(FieldsV1 fields) {
    return sorted(fields.getAdditionalProperties());
  }

  private static String sorted(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Objects.toString(value);
    }
    TreeMap<String, String> inOrder = new TreeMap<>();
    map.forEach((key, inner) -> inOrder.put(Objects.toString(key), sorted(inner)));
    return inOrder.toString();
  }
}
