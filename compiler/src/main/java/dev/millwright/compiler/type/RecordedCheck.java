package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Recorded;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.ServingGraph;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A set that reads the record of a graph names only what the record holds.
final class RecordedCheck {
  private final Checks checks;

  RecordedCheck(Checks checks) {
    this.checks = checks;
  }

  void check(Declared<FeatureSet> declared) {
    if (declared.resource().source() instanceof Recorded recorded) {
      checks
          .declarations
          .find(ServingGraph.class, Kind.SERVING_GRAPH, recorded.graph())
          .map(Declared::resource)
          .filter(this::isWhole)
          .ifPresent(graph -> columns(recorded, graph, declared.spec("source")));
    }
  }

  /// Whether all that the graph's steps bring is known.
  private boolean isWhole(ServingGraph graph) {
    return graph.steps().stream()
        .filter(ServingGraph.Enrich.class::isInstance)
        .map(step -> checks.vectors.get(((ServingGraph.Enrich) step).featureVector()))
        .allMatch(vector -> vector != null && checks.isWhole(vector));
  }

  private void columns(Recorded recorded, ServingGraph graph, Place source) {
    SequencedMap<String, DataType> held = held(graph);
    for (int i = 0; i < recorded.columns().size(); i++) {
      NamedType column = recorded.columns().get(i);
      Place place = source.field("columns").element(i);
      DataType type = held.get(column.name());
      if (type == null) {
        String message = "`" + graph.metadata().name() + "` records no `" + column.name() + "`";
        checks.unknown(place.field("name"), message, column.name(), held.keySet());
      } else if (!type.fits(column.type())) {
        checks.mismatch(
            place.field("type"),
            "`" + column.name() + "` is recorded as " + type + ", not " + column.type(),
            "write `type: " + Checks.written(type) + "`");
      }
    }
  }

  private SequencedMap<String, DataType> held(ServingGraph graph) {
    SequencedMap<String, DataType> held = new LinkedHashMap<>();
    held.put("request_id", DataType.of(BaseType.STRING));
    held.put("at", DataType.of(BaseType.TIMESTAMP));
    held.put("release", DataType.of(BaseType.STRING));
    graph.request().forEach(field -> held.put(field.name(), field.type()));
    for (ServingGraph.Step step : graph.steps()) {
      if (step instanceof ServingGraph.Enrich enrich) {
        FeatureVector vector = checks.vectors.get(enrich.featureVector());
        if (vector != null) {
          checks.columnsOf(vector).forEach(held::putIfAbsent);
        }
      }
    }
    graph.response().forEach(field -> held.put(field.name(), field.type()));
    return held;
  }
}
