package dev.millwright.cli.report;

import dev.millwright.cli.project.Commit;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.serving.golden.GoldenCase;
import dev.millwright.serving.golden.GoldenFormatException;
import dev.millwright.serving.golden.GoldenRequests;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.ServingGraph;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A request to try: the first golden one that is answered, else some value for each field.
///
/// @param folder the project's
/// @param now the data's present
record ExampleRequest(Path folder, Instant now) {
  String of(ServingGraph graph) {
    return golden(graph).orElseGet(() -> Json.write(made(graph)));
  }

  private Optional<String> golden(ServingGraph graph) {
    ProjectTree tree = Commit.workTree(folder).tree();
    String ending = "golden/" + graph.metadata().name() + ".yaml";
    return tree.paths().stream()
        .filter(path -> path.endsWith(ending))
        .findFirst()
        .flatMap(path -> first(path, new String(tree.read(path), StandardCharsets.UTF_8)));
  }

  private static Optional<String> first(String file, String text) {
    try {
      return GoldenRequests.read(file, text).cases().stream()
          .filter(golden -> golden.expected().status() == 200)
          .map(GoldenCase::request)
          .map(Json::write)
          .findFirst();
    } catch (GoldenFormatException unreadable) {
      return Optional.empty();
    }
  }

  /// A tree and not a map, whose keys would be sorted: people read it in the graph's order.
  private ObjectNode made(ServingGraph graph) {
    ObjectNode request = Json.mapper().createObjectNode();
    graph.request().forEach(field -> request.putPOJO(field.name(), value(field)));
    return request;
  }

  private Object value(NamedType field) {
    return value(field.type());
  }

  private Object value(DataType type) {
    return switch (type.base()) {
      case BOOL -> true;
      case INT32, INT64 -> 1;
      case FLOAT32, FLOAT64 -> 1.5;
      case STRING, BYTES -> "";
      case TIMESTAMP -> now.toString();
      case DATE -> now.toString().substring(0, 10);
      case LIST -> List.of(value(type.element()));
      case VECTOR -> Collections.nCopies(type.dimension().orElseThrow(), 1.5);
    };
  }
}
