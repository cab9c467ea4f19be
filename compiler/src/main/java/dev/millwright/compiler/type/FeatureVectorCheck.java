package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.FeatureReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A feature vector: what it selects is there, and its examples and its callers bring the keys.
final class FeatureVectorCheck {
  private final Checks checks;
  private final Declared<FeatureVector> declared;
  private final FeatureVector vector;
  private final List<Place> places = new ArrayList<>();

  private FeatureVectorCheck(Checks checks, Declared<FeatureVector> declared) {
    this.checks = checks;
    this.declared = declared;
    this.vector = expanded(checks, declared.resource(), declared.spec("features"));
  }

  static FeatureVector check(Checks checks, Declared<FeatureVector> declared) {
    FeatureVectorCheck check = new FeatureVectorCheck(checks, declared);
    check.label();
    check.selected();
    check.names();
    check.ages();
    FeatureVector typed = check.derived();
    checks.vectors.put(typed.metadata().name(), typed);
    return typed;
  }

  /// The vector with `set.*` replaced by the set's features, in the order in which it declares
  /// them.
  private FeatureVector expanded(Checks checks, FeatureVector written, Place place) {
    List<FeatureVector.Selected> features = new ArrayList<>();
    for (int i = 0; i < written.features().size(); i++) {
      FeatureVector.Selected selected = written.features().get(i);
      Name set = selected.feature().featureSet();
      if (selected.selectsAll()) {
        checks.declarations.find(FeatureSet.class, Kind.FEATURE_SET, set).stream()
            .flatMap(it -> it.resource().features().stream())
            .map(it -> new FeatureReference(set, it.name()))
            .forEach(it -> features.add(new FeatureVector.Selected(it, it.feature())));
      } else {
        features.add(selected);
      }
      while (places.size() < features.size()) {
        places.add(place.element(i));
      }
    }
    return new FeatureVector(
        written.metadata(),
        written.label(),
        written.request(),
        written.derive(),
        features,
        written.join(),
        written.onMissing(),
        written.maxAge());
  }

  private void label() {
    if (vector.label().isEmpty()) {
      return;
    }
    Place place = declared.spec("label");
    FeatureReference label = vector.label().get();
    feature(label, place);
    checks.featureType(label).ifPresent(type -> checks.single(place, "a label", type));
    set(label).ifPresent(set -> examples(set, place));
  }

  private void examples(Declared<FeatureSet> set, Place place) {
    String name = set.resource().metadata().name().text();
    if (set.resource().timestamp().isEmpty()) {
      String message = "the rows of `" + name + "` are the examples, and they have no time";
      checks.invalid(place, message, "say `timestamp` in FeatureSet `" + name + "`");
    }
    Columns columns = checks.columns.get(set.resource().metadata().name());
    for (int i = 0; columns != null && i < vector.request().size(); i++) {
      brought(vector.request().get(i), columns, name, declared.spec("request").element(i));
    }
  }

  /// Offline a request's field is the column of that name in the examples' rows.
  private void brought(NamedType field, Columns columns, String set, Place place) {
    if (!columns.has(field.name())) {
      String message =
          "the examples of `" + set + "` have no column `" + field.name() + "` to stand for it";
      checks.unknown(place.field("name"), message, field.name(), columns.types().keySet());
      return;
    }
    DataType type = columns.type(field.name()).orElse(field.type());
    if (!type.fits(field.type())) {
      checks.mismatch(
          place.field("type"),
          "`" + field.name() + "` is " + field.type() + ", and " + type + " in `" + set + "`",
          "write `type: " + Checks.written(type) + "`");
    }
  }

  private void selected() {
    Set<FeatureReference> sets = new HashSet<>();
    for (int i = 0; i < vector.features().size(); i++) {
      FeatureReference reference = vector.features().get(i).feature();
      Place place = places.get(i);
      feature(reference, place);
      if (sets.add(new FeatureReference(reference.featureSet(), ""))) {
        set(reference).ifPresent(set -> keys(set.resource(), place));
      }
    }
  }

  private void keys(FeatureSet set, Place place) {
    for (NamedType entity : set.entities()) {
      Optional<NamedType> field = named(vector.request(), entity.name());
      String key = "`" + set.metadata().name() + "` is looked up by `" + entity.name() + "`";
      if (field.isEmpty()) {
        checks.mismatch(
            place,
            key + ", which the request does not bring",
            "add `- {name: "
                + entity.name()
                + ", type: "
                + Checks.written(entity.type())
                + "}` to `request`");
      } else if (!field.get().type().equalsBarNull(entity.type())) {
        checks.mismatch(
            place,
            key + " of type " + entity.type() + ", and the request brings " + field.get().type(),
            "give both the same type");
      }
    }
  }

  private void feature(FeatureReference reference, Place place) {
    Optional<Declared<FeatureSet>> set = set(reference);
    if (set.isPresent() && checks.featureType(reference).isEmpty()) {
      List<String> known =
          set.get().resource().features().stream().map(FeatureSet.Feature::name).toList();
      String message =
          "`" + reference.featureSet() + "` has no feature `" + reference.feature() + "`";
      checks.unknown(place, message, reference.feature(), known);
    }
  }

  private void names() {
    Map<String, Place> taken = new HashMap<>();
    Place request = declared.spec("request");
    for (int i = 0; i < vector.request().size(); i++) {
      taken.put(vector.request().get(i).name(), request.element(i).field("name"));
    }
    for (String name : vector.derive().keySet()) {
      unique(name, taken, declared.spec("derive").field(name));
    }
    for (int i = 0; i < vector.features().size(); i++) {
      unique(vector.features().get(i).alias(), taken, places.get(i));
    }
  }

  private void ages() {
    Place place = declared.spec("maxAge");
    Set<Name> selected = new TreeSet<>();
    vector.features().forEach(each -> selected.add(each.feature().featureSet()));
    for (Name name : vector.maxAge().keySet()) {
      if (!selected.contains(name)) {
        List<String> known = selected.stream().map(Name::text).toList();
        String message = "the vector takes nothing from a set `" + name + "`";
        checks.unknownKey(place.field(name.text()), message, name.text(), known);
      } else if (isTimeless(name)) {
        String message = "the values of `" + name + "` always hold, and have no age";
        checks.invalid(place.field(name.text()), message, "delete it");
      }
    }
  }

  private boolean isTimeless(Name set) {
    return checks
        .declarations
        .find(FeatureSet.class, Kind.FEATURE_SET, set)
        .filter(it -> it.resource().timestamp().isEmpty())
        .isPresent();
  }

  private void unique(String name, Map<String, Place> taken, Place place) {
    Place first = taken.putIfAbsent(name, place);
    if (first != null) {
      checks.findings.add(
          place
              .error(Rule.INVALID_VALUE, "the vector has a `" + name + "` already")
              .hint("give it another name with `as`")
              .related(first.span(), "the first one"));
    }
  }

  /// Derived values see the request's fields only.
  private FeatureVector derived() {
    Scope scope = Scope.of(vector.request());
    SortedMap<String, Formula> typed = new TreeMap<>();
    vector
        .derive()
        .forEach(
            (name, formula) ->
                typed.put(
                    name,
                    checks.type(
                        formula,
                        scope,
                        Expectation.anything(),
                        declared.spec("derive").field(name))));
    return new FeatureVector(
        vector.metadata(),
        vector.label(),
        vector.request(),
        typed,
        vector.features(),
        vector.join(),
        vector.onMissing(),
        vector.maxAge());
  }

  private Optional<Declared<FeatureSet>> set(FeatureReference reference) {
    return checks.declarations.find(FeatureSet.class, Kind.FEATURE_SET, reference.featureSet());
  }

  private static Optional<NamedType> named(List<NamedType> types, String name) {
    return types.stream().filter(type -> type.name().equals(name)).findFirst();
  }
}
