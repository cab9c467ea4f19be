package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
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
import dev.millwright.spec.resource.ServingGraph.Ensemble;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What one step of a graph needs of what is known, and what it adds to it.
final class Flow {
  private final Checks checks;
  private final ServingGraph graph;
  private final Brought brought;
  private final StepScope known;
  private final String step;

  /// @param known what is known when a request comes to the step; added to
  /// @param brought what any step of the graph has brought so far
  Flow(Checks checks, ServingGraph graph, StepScope known, Brought brought, String step) {
    this.checks = checks;
    this.graph = graph;
    this.known = known;
    this.brought = brought;
    this.step = step;
  }

  StepScope known() {
    return known;
  }

  void enrich(Enrich enrich, Place place) {
    known.vectors.add(enrich.featureVector());
    enrich.asOf().ifPresent(field -> asOf(field, place.field("asOf")));
    FeatureVector vector = checks.vectors.get(enrich.featureVector());
    if (vector == null) {
      known.tainted = true;
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
    known.tainted |= !checks.isWhole(vector);
    columns.forEach(
        (name, type) -> {
          if (!request.contains(name)) {
            bringFeature(name, type, place.field("featureVector"));
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
    if (!type.fits(field.type())) {
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
    for (Name name : known.vectors) {
      FeatureVector vector = checks.vectors.get(name);
      if (vector != null) {
        boolean isTrainedOn = isTrainedOn(name);
        vector.features().stream()
            .filter(selected -> isFilled(selected.feature(), isTrainedOn))
            .forEach(it -> known.names.computeIfPresent(it.alias(), (_, type) -> type.notNull()));
      }
    }
  }

  private boolean isFilled(FeatureVector.FeatureReference reference, boolean isTrainedOn) {
    return checks
        .feature(reference)
        .flatMap(FeatureSet.Feature::impute)
        .filter(it -> isTrainedOn || !ArtifactCheck.isOfATraining(it.with()))
        .isPresent();
  }

  /// Whether the graph asks a model whose training on the vector says what to fill in. A graph
  /// without artifacts is looked at as ever.
  private boolean isTrainedOn(Name vector) {
    List<Model> models =
        graph.models().stream()
            .flatMap(it -> checks.declarations.find(Model.class, Kind.MODEL, it).stream())
            .map(Declared::resource)
            .toList();
    return models.stream().allMatch(it -> it.training().isPresent())
        || models.stream()
            .flatMap(it -> it.training().stream())
            .anyMatch(it -> it.featureVector().equals(vector));
  }

  void predict(Name name, Place place) {
    asked(name, place)
        .ifPresent(model -> model.outputs().forEach(it -> bring(it.name(), it.type(), place)));
  }

  /// A model that the step asks; absent when there is none, which its reference says.
  private Optional<Model> asked(Name name, Place place) {
    Optional<Declared<Model>> found = checks.declarations.find(Model.class, Kind.MODEL, name);
    if (found.isEmpty()) {
      known.tainted = true;
      return Optional.empty();
    }
    Model model = found.get().resource();
    switch (model.inputs()) {
      case Model.OfVector(var vector) -> columns(name, vector, place);
      case Model.Fields(var fields) ->
          fields.forEach(
              it -> new Taken(checks, known).take("`" + name + "`", it.name(), it.type(), place));
    }
    return Optional.of(model);
  }

  private void columns(Name model, Name vector, Place place) {
    // Where there is no such vector the model's own reference is the mistake, and is said there.
    boolean declared = checks.declarations.declares(new Address(Kind.FEATURE_VECTOR, vector));
    if (declared && !known.vectors.contains(vector) && !known.tainted) {
      String message = "`" + model + "` takes `" + vector + "`, and no step before it brings it";
      String hint = "add `enrich: {featureVector: " + vector + "}` before it";
      checks.findings.add(place.error(Rule.GRAPH_TOPOLOGY, message).hint(hint));
    }
  }

  void ensemble(Ensemble step, Place place) {
    new EnsembleCheck(checks).check(step, place);
    List<Optional<Model>> members = new ArrayList<>();
    for (int i = 0; i < step.models().size(); i++) {
      members.add(asked(step.models().get(i), place.field("models").element(i)));
    }
    members.stream()
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(it -> it.outputs().forEach(out -> bring(out.name(), out.type(), place)));
  }

  void bring(String name, DataType type, Place place) {
    if (known.names.putIfAbsent(name, type) != null) {
      checks.invalid(
          place, "it brings `" + name + "`, and there is one already", "rename one of the two");
    } else {
      brought.value(name, type, step).ifPresent(it -> checks.invalid(place, it, Brought.HINT));
    }
  }

  private void bringFeature(String name, DataType type, Place place) {
    if (known.names.putIfAbsent(name, type) != null) {
      checks.invalid(
          place, "it brings `" + name + "`, and there is one already", "rename one of the two");
    } else {
      brought.feature(name, step).ifPresent(it -> checks.invalid(place, it, Brought.EARLIER));
    }
  }
}
