package dev.millwright.reconciler.platform.kubernetes.health;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What has been answered to a route by one of the parents that it names.
///
/// @param reference the parent as the route names it
record ParentAnswers(Live route, JsonNode reference) {
  static List<ParentAnswers> of(Live route) {
    return route.list("/spec/parentRefs").stream()
        .map(reference -> new ParentAnswers(route, reference))
        .toList();
  }

  String kind() {
    return reference.path("kind").asString("Gateway");
  }

  String name() {
    return reference.path("name").asString("");
  }

  String namespace() {
    return reference.path("namespace").asString(route.namespace());
  }

  /// Such as `Gateway default/public`.
  String title() {
    return kind() + " " + namespace() + "/" + name();
  }

  /// Of all controllers that have answered for the route as it is now.
  List<Condition> conditions(String type) {
    return route.list("/status/parents").stream()
        .filter(answer -> isTheSame(answer.path("parentRef")))
        .flatMap(
            answer -> seen(route, answer.path("conditions").valueStream().toList(), type).stream())
        .toList();
  }

  /// The conditions of a type that are not about an older generation.
  static List<Condition> seen(Live live, List<JsonNode> conditions, String type) {
    long generation = live.json().at("/metadata/generation").asLong(0);
    return conditions.stream()
        .filter(one -> one.path("type").asString("").equals(type))
        .filter(one -> one.path("observedGeneration").asLong(generation) >= generation)
        .map(Condition::of)
        .toList();
  }

  private boolean isTheSame(JsonNode answered) {
    return kind().equals(answered.path("kind").asString("Gateway"))
        && name().equals(answered.path("name").asString(""))
        && namespace().equals(answered.path("namespace").asString(route.namespace()))
        && reference.path("sectionName").equals(answered.path("sectionName"))
        && reference.path("port").asInt(0) == answered.path("port").asInt(0);
  }
}
