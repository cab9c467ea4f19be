package dev.millwright.compiler.version;

import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Workflow;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The part of a definition that decides behaviour: without where and how much.
public final class Behaviour {
  private Behaviour() {}

  /// @param definition as it stands in a release
  public static JsonNode of(Resource definition) {
    ObjectNode tree = (ObjectNode) Canonical.tree(definition);
    if (tree.path("service") instanceof ObjectNode service) {
      service.remove("replicas");
    }
    return tree.without(operational(definition));
  }

  /// Names of the fields that are applied in place.
  private static List<String> operational(Resource definition) {
    return switch (definition) {
      case Function _ -> List.of("resources", "retries", "schedule", "secrets", "timeout");
      // Of an artifact the content decides, wherever it stands.
      case Model _ -> List.of("artifact", "retrain");
      case ServingGraph _ -> List.of("batching", "replicas", "resources", "rollout", "scaling");
      case Project _, Environment _, Connection _ -> List.of();
      case Workflow _ -> List.of("concurrency", "timeout", "triggers");
      case FeatureSet _ -> List.of("schedule");
      case FeatureVector _, Monitor _ -> List.of();
    };
  }
}
