package dev.millwright.compiler.service;

import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.Function;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The document of the graph that answers for a service, as an author would write it.
final class ServiceGraph {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ServiceGraph() {}

  /// @param service what its author has written: what is not said there is left to the standards of
  ///   graphs
  static ObjectNode of(Function function, ObjectNode service) {
    ObjectNode graph = JSON.objectNode();
    graph.set("apiVersion", service.path("apiVersion"));
    graph.put("kind", "ServingGraph");
    graph.set("metadata", metadata(service.path("metadata")));
    graph.set("spec", spec(function, service.path("spec")));
    return graph;
  }

  private static ObjectNode metadata(JsonNode service) {
    ObjectNode metadata = JSON.objectNode();
    for (String field : List.of("name", "movedFrom")) {
      if (service.has(field)) {
        metadata.set(field, service.path(field));
      }
    }
    return metadata;
  }

  private static ObjectNode spec(Function function, JsonNode service) {
    ObjectNode spec = JSON.objectNode();
    fields(function.request(), spec.putArray("request"));
    fields(function.response(), spec.putArray("response"));
    spec.set("steps", steps(function));
    function.service().ifPresent(it -> spec.putObject("scaling").put("replicas", it.replicas()));
    for (String field : List.of("resources", "timeout")) {
      if (service.has(field)) {
        spec.set(field, service.path(field));
      }
    }
    return spec;
  }

  private static void fields(List<NamedType> values, ArrayNode fields) {
    values.forEach(
        it -> fields.addObject().put("name", it.name()).put("type", it.type().toString()));
  }

  private static ArrayNode steps(Function function) {
    ArrayNode steps = JSON.arrayNode();
    steps.addObject().put("name", "serve").put("function", function.metadata().name().text());
    ObjectNode answer = steps.addObject().put("name", "answer").putObject("respond");
    function.outputs().keySet().forEach(name -> answer.put(name, name));
    return steps;
  }
}
