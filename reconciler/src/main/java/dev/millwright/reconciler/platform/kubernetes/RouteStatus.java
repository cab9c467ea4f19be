package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the controllers of its gateways say of an HTTPRoute. Stricter than the health of an object,
/// where a condition that names no generation is believed: a share that was not taken must not be
/// judged as if it were.
///
/// @param generation of the route as it is now
/// @param conditions of all parents
record RouteStatus(long generation, List<Condition> conditions) {
  private static final List<String> WANTED = List.of("Accepted", "ResolvedRefs");

  /// @param observed the generation that it speaks of
  record Condition(String type, boolean isTrue, long observed) {}

  static RouteStatus of(GenericKubernetesResource route) {
    Object parents = route.get("status", "parents");
    List<Condition> conditions = new ArrayList<>();
    if (parents instanceof List<?> all) {
      all.forEach(parent -> conditions.addAll(conditions(parent)));
    }
    return new RouteStatus(
        Objects.requireNonNullElse(route.getMetadata().getGeneration(), 0L), conditions);
  }

  private static List<Condition> conditions(Object parent) {
    return parent instanceof Map<?, ?> fields && fields.get("conditions") instanceof List<?> all
        ? all.stream().flatMap(RouteStatus::condition).toList()
        : List.of();
  }

  private static Stream<Condition> condition(Object condition) {
    return condition instanceof Map<?, ?> fields
        ? Stream.of(
            new Condition(
                text(fields.get("type")),
                "True".equals(fields.get("status")),
                fields.get("observedGeneration") instanceof Number number ? number.longValue() : 0))
        : Stream.of();
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  /// Whether every gateway has taken the route as it is now. A silent one has not.
  boolean isTaken() {
    return WANTED.stream()
        .allMatch(
            type ->
                conditions.stream().anyMatch(it -> it.type().equals(type))
                    && conditions.stream()
                        .filter(it -> it.type().equals(type))
                        .allMatch(it -> it.isTrue() && it.observed() >= generation));
  }
}
