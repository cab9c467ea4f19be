package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.Cluster.There;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The objects on the cluster. Writes what differs from what it wrote or found, and nothing else:
/// where the record stays, so does the cluster.
final class Copy {
  private final Cluster cluster;
  private final Map<ObjectKey, There> there = new HashMap<>();
  private boolean isKnown;

  Copy(Cluster cluster) {
    this.cluster = cluster;
  }

  /// Finds out anew what is there, before it writes again.
  void forget() {
    isKnown = false;
  }

  Optional<String> uid(ObjectKey key) {
    return Optional.ofNullable(there.get(key)).map(There::uid);
  }

  /// Brings the cluster to these objects; one that it does not take keeps no other from it.
  ///
  /// @return what it did not take
  List<ClusterFailure> write(List<ClusterObject> objects) {
    List<ClusterFailure> failures = new ArrayList<>();
    attempt(failures, this::know);
    if (isKnown) {
      Set<ObjectKey> wanted = new HashSet<>();
      for (ClusterObject object : objects) {
        wanted.add(object.key());
        attempt(failures, () -> write(object));
      }
      List<ObjectKey> old = there.keySet().stream().filter(key -> !wanted.contains(key)).toList();
      old.forEach(key -> attempt(failures, () -> delete(key)));
    }
    return failures;
  }

  @FunctionalInterface
  private interface Attempt {
    void make() throws ClusterFailure;
  }

  private static void attempt(List<ClusterFailure> failures, Attempt attempt) {
    try {
      attempt.make();
    } catch (ClusterFailure e) {
      failures.add(e);
    }
  }

  private void know() throws ClusterFailure {
    if (!isKnown) {
      List<There> found = cluster.list();
      there.clear();
      found.forEach(it -> there.put(it.key(), it));
      isKnown = true;
    }
  }

  private void write(ClusterObject object) throws ClusterFailure {
    makeRoom(object);
    There before = there.get(object.key());
    if (before == null || !isAsWanted(before, object)) {
      before = cluster.apply(object);
      there.put(object.key(), before);
    }
    ObjectNode status = observed(object.status(), before);
    if (!status.equals(before.status())) {
      try {
        cluster.applyStatus(object.key(), status);
      } catch (ClusterFailure e) {
        there.remove(object.key());
        throw e;
      }
      there.put(object.key(), with(before, status));
    }
  }

  /// What never changes is of another record when it differs: it was lost, or the namespace has
  /// another Source.
  private void makeRoom(ClusterObject object) throws ClusterFailure {
    There other = there.get(object.key());
    if (other != null
        && object.resource() == Shown.RELEASE
        && !other.spec().equals(object.spec())) {
      delete(object.key());
    }
  }

  /// The status as it is written: with the generation that it is about, and each condition with the
  /// time since when it has held.
  private static ObjectNode observed(ObjectNode status, There there) {
    ObjectNode observed = JsonNodeFactory.instance.objectNode().setAll(status);
    observed.put("observedGeneration", there.generation());
    if (status.has("conditions")) {
      ArrayNode conditions = observed.putArray("conditions");
      for (JsonNode condition : status.path("conditions")) {
        ObjectNode known = conditions.addObject().setAll((ObjectNode) condition);
        known.put("observedGeneration", there.generation());
        since(there.status(), condition).ifPresent(time -> known.put("lastTransitionTime", time));
      }
    }
    return observed;
  }

  private static Optional<String> since(ObjectNode before, JsonNode condition) {
    for (JsonNode old : before.path("conditions")) {
      if (old.path("type").equals(condition.path("type"))
          && old.path("status").equals(condition.path("status"))) {
        return Optional.of(old.path("lastTransitionTime").asString());
      }
    }
    return Optional.empty();
  }

  /// Others may label it as they like.
  private static boolean isAsWanted(There there, ClusterObject object) {
    return there.spec().equals(object.spec())
        && there.labels().entrySet().containsAll(object.labels().entrySet());
  }

  private static There with(There there, ObjectNode status) {
    return new There(
        there.key(), there.uid(), there.generation(), there.labels(), there.spec(), status);
  }

  private void delete(ObjectKey key) throws ClusterFailure {
    There old = there.get(key);
    if (old != null) {
      cluster.delete(key, old.uid());
      there.remove(key);
    }
  }
}
