package dev.millwright.serving.process;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Versions and snapshots as header values: short digests, for people and logs.
final class Headers {
  private Headers() {}

  static String versions(SortedMap<Address, Digest> versions) {
    return versions.entrySet().stream()
        .map(version -> version.getKey() + "@" + version.getValue().brief())
        .collect(Collectors.joining(", "));
  }

  static String snapshots(SortedMap<Name, Digest> snapshots) {
    return snapshots.entrySet().stream()
        .map(snapshot -> snapshot.getKey() + "@" + snapshot.getValue().brief())
        .collect(Collectors.joining(", "));
  }
}
