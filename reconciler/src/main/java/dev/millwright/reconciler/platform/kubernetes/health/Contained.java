package dev.millwright.reconciler.platform.kubernetes.health;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A container of a pod, as its status has it.
record Contained(Surroundings surroundings, Live pod, JsonNode status) {
  /// In the order in which they start.
  static Stream<Contained> allOf(Surroundings surroundings, Live pod) {
    return Stream.of("/status/initContainerStatuses", "/status/containerStatuses")
        .flatMap(pointer -> pod.list(pointer).stream())
        .map(status -> new Contained(surroundings, pod, status));
  }

  String name() {
    return status.path("name").asString("");
  }

  /// Such as `Container main`.
  String title() {
    return "Container " + name();
  }

  String image() {
    return spec().path("image").asString("");
  }

  /// The container as it was asked for.
  JsonNode spec() {
    return Stream.of("/spec/containers", "/spec/initContainers")
        .flatMap(pointer -> pod.list(pointer).stream())
        .filter(one -> one.path("name").asString("").equals(name()))
        .findFirst()
        .orElseGet(() -> status.path("spec"));
  }

  boolean isReady() {
    return status.path("ready").asBoolean(false);
  }

  /// Whether the pod wants it started again when it ends without an error.
  boolean mustStay() {
    boolean isInitial =
        pod.list("/spec/initContainers").stream()
            .anyMatch(one -> one.path("name").asString("").equals(name()));
    return !isInitial && pod.text("/spec/restartPolicy", "Always").equals("Always");
  }

  Optional<Instant> time(String pointer) {
    return Times.at(status.at(pointer));
  }

  String text(String pointer) {
    return status.at(pointer).asString("");
  }

  /// That it waits. It is known since when the pod has not been ready, not more.
  Sight waiting() {
    Optional<Instant> since = pod.condition("ContainersReady").flatMap(Condition::since);
    return new Sight(
        pod, "container %s waits: %s".formatted(name(), text("/state/waiting/reason")), since);
  }

  /// The latest events about it first.
  Stream<Happening> events(String reason) {
    return surroundings.events(pod, Set.of(reason)).filter(event -> event.isOfContainer(name()));
  }
}
