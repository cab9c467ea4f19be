package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The ways of a route from what it is to what it is to be, on which nobody's request falls between
/// two. A gateway learns its backends and its shares apart from each other, in any order: a proxy
/// that is given a share for a backend that it does not know yet, or not any more, answers 503
/// itself. So a backend is known by name before it takes a share, and has none before it is
/// forgotten.
///
/// @param now its rules in the cluster
/// @param wanted the whole route
record RouteSteps(ArrayNode now, ObjectNode wanted) {
  private static final String RULES = "rules";

  static RouteSteps of(Optional<GenericKubernetesResource> now, ObjectNode wanted) {
    JsonNode rules =
        Json.mapper().valueToTree(now.map(it -> it.<Object>get("spec", RULES)).orElse(List.of()));
    return new RouteSteps(
        rules instanceof ArrayNode all ? all : Json.mapper().createArrayNode(), wanted);
  }

  /// What is to be taken by the gateway, one after the other, before it is given what is wanted.
  List<ObjectNode> before() {
    if (now.isEmpty()) {
      return List.of();
    }
    List<ObjectNode> steps = new ArrayList<>();
    List<JsonNode> introduced = named(rules(wanted), now);
    List<JsonNode> forgotten = named(now, rules(wanted));
    if (!introduced.isEmpty()) {
      steps.add(with(now, introduced));
    }
    if (!forgotten.isEmpty()) {
      steps.add(with(rules(wanted), forgotten));
    }
    return steps;
  }

  /// Rules for requests that carry a release, to backends that the others do not know.
  private static List<JsonNode> named(JsonNode rules, JsonNode others) {
    Set<String> known = new HashSet<>();
    others.forEach(rule -> known.addAll(backends(rule)));
    Predicate<JsonNode> isNew = rule -> backends(rule).stream().noneMatch(known::contains);
    return stream(rules).filter(RouteSteps::isNamed).filter(isNew).toList();
  }

  private static boolean isNamed(JsonNode rule) {
    return stream(rule.path("matches")).anyMatch(match -> match.has("headers"));
  }

  private static List<String> backends(JsonNode rule) {
    return stream(rule.path("backendRefs")).map(it -> it.path("name").asString()).toList();
  }

  private static JsonNode rules(ObjectNode route) {
    return route.path("spec").path(RULES);
  }

  private static Stream<JsonNode> stream(JsonNode all) {
    return StreamSupport.stream(all.spliterator(), false);
  }

  private ObjectNode with(JsonNode rules, List<JsonNode> more) {
    ObjectNode route = wanted.deepCopy();
    ArrayNode all = Json.mapper().createArrayNode();
    more.forEach(all::add);
    rules.forEach(all::add);
    route.withObject("/spec").set(RULES, all);
    return route;
  }
}
