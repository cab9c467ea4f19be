package dev.millwright.compiler.standard;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.yaml.LocatedResource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The standard values of a project in an environment, as they would stand in a `spec`.
///
/// @param function of any function; @param java of one in Java, which is built
/// @param place where some of them are said
record Standards(ObjectNode function, ObjectNode java, ObjectNode graph, Optional<Place> place) {
  static Standards of(Declarations declarations, Optional<Declared<Environment>> environment) {
    Optional<Declared<Project>> project = declarations.all(Project.class).stream().findFirst();
    JsonNode defaults =
        project
            .map(it -> it.document().tree().at("/spec/defaults"))
            .orElseGet(JsonNodeFactory.instance::missingNode);
    ObjectNode function = JsonNodeFactory.instance.objectNode();
    put(function, "resources", defaults.path("resources"));
    put(function, "timeout", defaults.path("timeouts").path("function"));
    ObjectNode java = function.deepCopy();
    if (defaults.has("baseImage")) {
      put(java.putObject("build"), "baseImage", defaults.path("baseImage"));
    }
    ObjectNode graph = JsonNodeFactory.instance.objectNode();
    put(graph, "resources", defaults.path("resources"));
    put(graph, "timeout", defaults.path("timeouts").path("servingGraph"));
    environment.ifPresent(it -> put(graph, "rollout", it.document().tree().at("/spec/rollout")));
    return new Standards(
        function,
        java,
        graph,
        environment
            .filter(it -> it.resource().rollout().isPresent())
            .map(it -> it.spec("rollout"))
            .or(() -> project.map(it -> it.spec("defaults"))));
  }

  boolean isEmpty() {
    return java.isEmpty() && graph.isEmpty();
  }

  ObjectNode of(LocatedResource resource) {
    return switch (resource.address().kind()) {
      case FUNCTION -> isJava(resource.tree().path("spec")) ? java : function;
      case SERVING_GRAPH -> graph;
      case PROJECT, ENVIRONMENT, CONNECTION, FEATURE_SET, FEATURE_VECTOR ->
          JsonNodeFactory.instance.objectNode();
      case MODEL, WORKFLOW, MONITOR -> JsonNodeFactory.instance.objectNode();
    };
  }

  /// A function of another runtime has another base, and one without source has no image.
  private static boolean isJava(JsonNode spec) {
    return spec.has("source") && spec.path("runtime").asString("java").equals("java");
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
