package dev.millwright.reconciler.platform.kubernetes.health;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Why an object does not come to be as asked, in words for people.
///
/// @param about the object that it was seen on, which may be another than was asked about
/// @param condition what was seen there, such as `PodScheduled is False: Unschedulable`
/// @param since when it became so, where the cluster knows
/// @param sentence what is wrong, with names
public record Cause(
    Hang hang, Subject about, String condition, Optional<Instant> since, String sentence) {
  /// An object by name. The namespace is empty where the kind has none.
  public record Subject(String kind, String namespace, String name) {
    static Subject of(Live live) {
      return new Subject(live.kind(), live.namespace(), live.name());
    }

    /// Such as `Pod flights/predict-delay-x7`.
    @Override
    public String toString() {
      return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
  }

  /// Judges what was seen. Empty where nothing is wrong, or nothing that is known: then only
  /// [Health] has a word to say.
  public static Optional<Cause> of(Surroundings surroundings) {
    Live live = surroundings.live();
    return switch (live.kind()) {
      case "Pod" -> PodCause.ofAlone(surroundings, live);
      case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" ->
          WorkloadCause.of(surroundings, live);
      case "Job" -> JobCause.of(surroundings, live);
      case "PersistentVolumeClaim" -> ClaimCause.of(surroundings, live);
      case "HTTPRoute" -> RouteCause.of(surroundings, live);
      case "Gateway" -> RouteCause.ofGateway(surroundings, live);
      default -> DeletionCause.of(surroundings, live);
    };
  }

  /// Judges what the API server said when it refused to take an object.
  ///
  /// @param object what was to be applied
  public static Cause ofRefusal(JsonNode object, String message) {
    return RefusalCause.of(new Sight(new Live(object), "refused", Optional.empty()), message);
  }

  public String advice() {
    return hang.advice();
  }

  /// All of it in a line.
  @Override
  public String toString() {
    String when = since.map(it -> ", since " + it).orElse("");
    return about + ": " + sentence + " (" + condition + when + ") " + advice();
  }
}
