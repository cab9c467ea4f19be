package dev.millwright.compiler.standard;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Project;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The standard values of a project in an environment, as they would stand in a `spec`.
///
/// @param place where some of them are said
record Standards(ObjectNode function, ObjectNode graph, Optional<Place> place) {
  static Standards of(Declarations declarations, Optional<Declared<Environment>> environment) {
    Optional<Declared<Project>> project = declarations.all(Project.class).stream().findFirst();
    JsonNode defaults =
        project
            .map(it -> it.document().tree().at("/spec/defaults"))
            .orElseGet(JsonNodeFactory.instance::missingNode);
    ObjectNode function = JsonNodeFactory.instance.objectNode();
    put(function, "resources", defaults.path("resources"));
    put(function, "timeout", defaults.path("timeouts").path("function"));
    ObjectNode graph = JsonNodeFactory.instance.objectNode();
    put(graph, "resources", defaults.path("resources"));
    put(graph, "timeout", defaults.path("timeouts").path("servingGraph"));
    environment.ifPresent(it -> put(graph, "rollout", it.document().tree().at("/spec/rollout")));
    return new Standards(
        function,
        graph,
        environment
            .filter(it -> it.resource().rollout().isPresent())
            .map(it -> it.spec("rollout"))
            .or(() -> project.map(it -> it.spec("defaults"))));
  }

  boolean isEmpty() {
    return function.isEmpty() && graph.isEmpty();
  }

  ObjectNode of(Kind kind) {
    return switch (kind) {
      case FUNCTION -> function;
      case SERVING_GRAPH -> graph;
      case PROJECT, ENVIRONMENT, CONNECTION, FEATURE_SET, FEATURE_VECTOR ->
          JsonNodeFactory.instance.objectNode();
      case MODEL, WORKFLOW, MONITOR -> JsonNodeFactory.instance.objectNode();
    };
  }

  /// A finding about a resource with standard values.
  Diagnostic told(Diagnostic finding) {
    return place.map(it -> finding.related(it.key(), "with the values from here")).orElse(finding);
  }

  private static void put(ObjectNode spec, String field, JsonNode value) {
    if (!value.isMissingNode()) {
      spec.set(field, value);
    }
  }
}
