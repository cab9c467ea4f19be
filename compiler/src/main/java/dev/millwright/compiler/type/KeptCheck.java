package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.FeatureReference;
import java.util.stream.Stream;

/// What a model is trained on has to be kept.
record KeptCheck(Checks checks) {
  /// @param place where the vector is named as what is trained on
  void check(FeatureVector vector, Place place) {
    Stream.concat(
            vector.label().stream(),
            vector.features().stream().map(FeatureVector.Selected::feature))
        .map(FeatureReference::featureSet)
        .distinct()
        .forEach(set -> check(set, vector, place));
  }

  private void check(Name name, FeatureVector vector, Place place) {
    checks
        .declarations
        .find(FeatureSet.class, Kind.FEATURE_SET, name)
        .filter(set -> !set.resource().keepsRows())
        .ifPresent(set -> report(set, vector, place));
  }

  private void report(Declared<FeatureSet> set, FeatureVector vector, Place place) {
    Name name = set.resource().metadata().name();
    String message =
        "`"
            + vector.metadata().name()
            + "` takes from `"
            + name
            + "`, which keeps no rows to train on";
    checks.findings.add(
        place
            .error(Rule.NOT_KEPT, message)
            .hint("take `offline: false` out of FeatureSet `" + name + "`, or train on another set")
            .related(set.spec("offline").span(), "said here"));
  }
}
