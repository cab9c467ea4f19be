package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One component as several releases have it; absent where one has it not.
///
/// Which releases those are is left out: a commit that leaves a component as it is leaves its
/// status as it is.
record Versions(
    Address address,
    Optional<Component> desired,
    Optional<Component> attempted,
    Optional<Component> live,
    Optional<Component> lastGood) {
  Map<String, Object> fields() {
    Map<String, Object> fields = new TreeMap<>();
    desired.ifPresent(it -> fields.put("desired", version(it)));
    attempted.ifPresent(it -> fields.put("attempted", version(it)));
    live.ifPresent(it -> fields.put("live", version(it)));
    lastGood.ifPresent(it -> fields.put("lastGood", version(it)));
    return fields;
  }

  /// Whether what git says is what is live: also when that is nothing.
  boolean isThere() {
    return of(desired).equals(of(live));
  }

  /// Whether what is live was proven.
  boolean isProven() {
    return live.isPresent() && of(live).equals(of(lastGood));
  }

  private static Optional<Digest> of(Optional<Component> component) {
    return component.map(Component::version);
  }

  private static Map<String, String> version(Component component) {
    return Map.of("version", component.version().hex(), "short", component.version().brief());
  }
}
