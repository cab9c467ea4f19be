package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Enrich;
import dev.millwright.spec.resource.ServingGraph.Predict;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What is known at a step of a graph: the request's fields, and what the steps before it brought.
final class Flow {
  private final Checks checks;
  private final ServingGraph graph;
  private final SequencedMap<String, DataType> names = new LinkedHashMap<>();
  private final Set<Name> vectors = new LinkedHashSet<>();
  private boolean tainted;

  Flow(Checks checks, ServingGraph graph) {
    this.checks = checks;
    this.graph = graph;
    graph.request().forEach(field -> names.put(field.name(), field.type()));
  }

  Scope scope() {
    return new Scope(names);
  }

  boolean isEnriched() {
    return !vectors.isEmpty();
  }

  /// Whether a step before brought names that are not known, because something it uses is wrong.
  boolean isTainted() {
    return tainted;
  }

  void enrich(Enrich enrich, Place place) {
    vectors.add(enrich.featureVector());
    enrich.asOf().ifPresent(field -> asOf(field, place.field("asOf")));
    FeatureVector vector = checks.vectors.get(enrich.featureVector());
    if (vector == null) {
      tainted = true;
      return;
    }
    vector.request().forEach(field -> provided(field, vector, place.field("featureVector")));
    vector.features().stream()
        .map(selected -> selected.feature().featureSet())
        .distinct()
        .forEach(set -> online(set, place.field("featureVector")));
    Set<String> request = new LinkedHashSet<>();
    vector.request().forEach(field -> request.add(field.name()));
    SequencedMap<String, DataType> columns = checks.columnsOf(vector);
    tainted |= !checks.isWhole(vector);
    columns.forEach(
        (name, type) -> {
          if (!request.contains(name)) {
            bring(name, type, place.field("featureVector"));
          }
        });
  }

  private void asOf(String field, Place place) {
    Optional<NamedType> found =
        graph.request().stream().filter(it -> it.name().equals(field)).findFirst();
    if (found.isEmpty()) {
      List<String> known = graph.request().stream().map(NamedType::name).toList();
      checks.unknown(place, "the request has no field `" + field + "`", field, known);
    } else if (!found.get().type().equals(DataType.of(BaseType.TIMESTAMP))) {
      checks.mismatch(
          place,
          "`" + field + "` is " + found.get().type() + ", and a point in time is a timestamp",
          "name a field of type timestamp, or leave `asOf` out for the time of arrival");
    }
  }

  private void provided(NamedType field, FeatureVector vector, Place place) {
    String who = "`" + vector.metadata().name() + "`";
    Optional<NamedType> found =
        graph.request().stream().filter(it -> it.name().equals(field.name())).findFirst();
    String cure =
        "add `- {name: "
            + field.name()
            + ", type: "
            + Checks.written(field.type())
            + "}` to `request`";
    if (found.isEmpty()) {
      String message = who + " asks for `" + field.name() + "`, which the request does not bring";
      checks.mismatch(place, message, cure);
      return;
    }
    DataType type = found.get().type();
    boolean mayMiss = type.nullable() && !field.type().nullable();
    if (type.base() != field.type().base() || mayMiss) {
      String message =
          who
              + " asks for `"
              + field.name()
              + "` as "
              + field.type()
              + ", and the request has "
              + type;
      checks.mismatch(place, message, "give both the same type");
    }
  }

  private void online(Name name, Place place) {
    Optional<FeatureSet> set =
        checks.declarations.find(FeatureSet.class, Kind.FEATURE_SET, name).map(Declared::resource);
    if (set.isPresent() && !set.get().online()) {
      checks.mismatch(
          place,
          "the graph needs `" + name + "` at request time, and it is kept offline only",
          "say `online: true` in FeatureSet `" + name + "`");
    }
  }

  /// What has a rule to be filled by is there from now on.
  void impute() {
    for (Name name : vectors) {
      FeatureVector vector = checks.vectors.get(name);
      if (vector != null) {
        vector.features().stream()
            .filter(selected -> isImputed(selected.feature()))
            .forEach(it -> names.computeIfPresent(it.alias(), (_, type) -> type.notNull()));
      }
    }
  }

  private boolean isImputed(FeatureVector.FeatureReference reference) {
    return checks
        .declarations
        .find(FeatureSet.class, Kind.FEATURE_SET, reference.featureSet())
        .flatMap(
            set ->
                set.resource().features().stream()
                    .filter(feature -> feature.name().equals(reference.feature()))
                    .findFirst())
        .filter(feature -> feature.impute().isPresent())
        .isPresent();
  }

  void predict(Predict predict, Place place) {
    Optional<Declared<Model>> found =
        checks.declarations.find(Model.class, Kind.MODEL, predict.model());
    if (found.isEmpty()) {
      tainted = true;
      return;
    }
    Model model = found.get().resource();
    // Where there is no such vector the model's own reference is the mistake, and is said there.
    boolean declared =
        checks.declarations.declares(new Address(Kind.FEATURE_VECTOR, model.inputs()));
    if (declared && !vectors.contains(model.inputs()) && !tainted) {
      String message =
          "`"
              + predict.model()
              + "` takes `"
              + model.inputs()
              + "`, and no step before it brings it";
      checks.findings.add(
          place
              .field("model")
              .error(Rule.GRAPH_TOPOLOGY, message)
              .hint("add `enrich: {featureVector: " + model.inputs() + "}` before it"));
    }
    model.outputs().forEach(output -> bring(output.name(), output.type(), place.field("model")));
  }

  private void bring(String name, DataType type, Place place) {
    if (names.putIfAbsent(name, type) != null) {
      checks.invalid(
          place, "it brings `" + name + "`, and there is one already", "rename one of the two");
    }
  }
}
