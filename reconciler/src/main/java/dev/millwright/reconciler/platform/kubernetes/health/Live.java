package dev.millwright.reconciler.platform.kubernetes.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An object as the API server has it. What is absent reads as nothing, zero or empty.
record Live(JsonNode json) {
  String kind() {
    return json.path("kind").asString("");
  }

  /// The API group, empty for the core's.
  String group() {
    String version = json.path("apiVersion").asString("");
    int slash = version.indexOf('/');
    return slash < 0 ? "" : version.substring(0, slash);
  }

  String name() {
    return text("/metadata/name");
  }

  String namespace() {
    return text("/metadata/namespace");
  }

  String uid() {
    return text("/metadata/uid");
  }

  /// Such as `Pod predict-delay-x7`.
  String title() {
    return kind() + " " + name();
  }

  /// @param pointer a JSON pointer, such as `/status/phase`
  String text(String pointer) {
    return json.at(pointer).asString("");
  }

  String text(String pointer, String otherwise) {
    return json.at(pointer).asString(otherwise);
  }

  int number(String pointer) {
    return number(pointer, 0);
  }

  int number(String pointer, int otherwise) {
    return json.at(pointer).asInt(otherwise);
  }

  Optional<Instant> time(String pointer) {
    return Times.at(json.at(pointer));
  }

  List<JsonNode> list(String pointer) {
    return json.at(pointer).valueStream().toList();
  }

  List<String> texts(String pointer) {
    return list(pointer).stream().map(JsonNode::asString).toList();
  }

  boolean isDeleted() {
    return json.at("/metadata/deletionTimestamp").isString();
  }

  /// Whether the object's controller has seen the spec that the object has now.
  ///
  /// @param mustSay whether silence of the controller means that it has not
  boolean isObserved(boolean mustSay) {
    JsonNode observed = json.at("/status/observedGeneration");
    return observed.isMissingNode()
        ? !mustSay
        : observed.asLong(0) == json.at("/metadata/generation").asLong(0);
  }

  List<Condition> conditions() {
    return list("/status/conditions").stream().map(Condition::of).toList();
  }

  Optional<Condition> condition(String type) {
    return conditions().stream().filter(one -> one.type().equals(type)).findFirst();
  }

  /// The condition where its status is `True`.
  Optional<Condition> affirmed(String type) {
    return condition(type).filter(Condition::isTrue);
  }

  /// The condition where its status is `False`.
  Optional<Condition> denied(String type) {
    return condition(type).filter(Condition::isFalse);
  }

  boolean isOwnedBy(Live owner) {
    return list("/metadata/ownerReferences").stream()
        .anyMatch(one -> one.path("uid").asString("").equals(owner.uid()));
  }
}
