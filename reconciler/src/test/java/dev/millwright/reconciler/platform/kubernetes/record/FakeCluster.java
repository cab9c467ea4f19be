package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.Telling.Happening;
import dev.millwright.spec.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A cluster in memory that counts what it is asked.
final class FakeCluster implements Cluster {
  final Map<ObjectKey, There> objects = new HashMap<>();
  final Map<String, Happening> events = new HashMap<>();
  final List<String> writes = new ArrayList<>();
  final Set<ObjectKey> refused = new HashSet<>();
  int lists;
  int told;
  boolean isAway;
  Runnable afterTelling = () -> {};

  @Override
  public List<There> list() throws ClusterFailure {
    answer();
    lists++;
    return List.copyOf(objects.values());
  }

  @Override
  public There apply(ClusterObject object) throws ClusterFailure {
    answer();
    if (refused.contains(object.key())) {
      throw new ClusterFailure("refused");
    }
    There before = objects.get(object.key());
    boolean isSame = before != null && before.spec().equals(object.spec());
    There there =
        new There(
            object.key(),
            before == null ? "uid-" + object.name() : before.uid(),
            before == null ? 1 : before.generation() + (isSame ? 0 : 1),
            object.labels(),
            object.spec(),
            before == null ? JsonNodeFactory.instance.objectNode() : before.status());
    objects.put(object.key(), there);
    writes.add("spec " + object.name());
    return there;
  }

  @Override
  public void applyStatus(ObjectKey key, ObjectNode status) throws ClusterFailure {
    answer();
    There there = objects.get(key);
    if (there == null) {
      throw new ClusterFailure("not found");
    }
    objects.put(
        key,
        new There(
            key,
            there.uid(),
            there.generation(),
            there.labels(),
            there.spec(),
            Json.read(Json.write(status), ObjectNode.class)));
    writes.add("status " + key.name());
  }

  @Override
  public void delete(ObjectKey key, String uid) throws ClusterFailure {
    answer();
    objects.remove(key);
    writes.add("delete " + key.name());
  }

  @Override
  public void tell(Happening happening, Optional<String> uid) throws ClusterFailure {
    answer();
    told++;
    events.putIfAbsent(happening.name(), happening);
    afterTelling.run();
  }

  private void answer() throws ClusterFailure {
    if (isAway) {
      throw new ClusterFailure("no answer");
    }
  }
}
