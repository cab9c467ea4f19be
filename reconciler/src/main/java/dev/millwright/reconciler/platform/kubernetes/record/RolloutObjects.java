package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.RolloutRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The newest rollouts: what each is to do.
record RolloutObjects(Followed followed, Standing standing) {
  List<ClusterObject> all() {
    return standing.rollouts().stream().map(this::object).toList();
  }

  private ClusterObject object(RolloutRecord rollout) {
    return ClusterObject.of(
        Shown.ROLLOUT,
        rollout.id(),
        Labelled.of(followed, standing.content(Optional.of(rollout.target()))),
        spec(rollout),
        status(rollout));
  }

  /// What has come to its end stays as it was written then.
  private Map<String, Object> status(RolloutRecord rollout) {
    Map<String, Object> status = new RolloutStatus(rollout).fields();
    if (followed.epoch() > 0 && rollout.ended().isEmpty()) {
      status.put("epoch", Math.toIntExact(followed.epoch()));
    }
    return status;
  }

  private static Map<String, Object> spec(RolloutRecord rollout) {
    Map<String, Object> spec = new TreeMap<>();
    rollout.base().ifPresent(base -> spec.put("from", base.hex()));
    rollout.good().ifPresent(good -> spec.put("lastGood", good.hex()));
    spec.put("to", rollout.target().hex());
    spec.put("revision", rollout.revision());
    spec.put("steps", rollout.plan().steps().stream().map(RolloutObjects::step).toList());
    spec.put(
        "inventory",
        Map.of(
            "old", inventory(rollout, Change::from),
            "new", inventory(rollout, Change::to)));
    return spec;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("id", step.id());
    fields.put("action", Words.camel(step.action()));
    step.target().ifPresent(target -> fields.put("target", target.toString()));
    if (!step.after().isEmpty()) {
      fields.put("after", step.after());
    }
    fields.put("deadline", step.deadline().toString());
    return fields;
  }

  private static List<Map<String, String>> inventory(
      RolloutRecord rollout, Function<Change, Optional<Digest>> version) {
    return rollout.plan().changes().stream()
        .filter(change -> change.action() != Action.KEEP)
        .flatMap(change -> version.apply(change).stream().map(it -> component(change, it)))
        .toList();
  }

  private static Map<String, String> component(Change change, Digest version) {
    return Map.of(
        "kind", change.address().kind().word(),
        "name", change.address().name().text(),
        "version", version.hex());
  }
}
