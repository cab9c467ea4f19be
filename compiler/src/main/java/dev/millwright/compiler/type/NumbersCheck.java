package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureVector;
import java.util.Set;
import java.util.TreeSet;

/// A model takes a fixed number of numbers: those of a vector are some of them, and a list is of
/// any length. A list of the request's is for expressions alone.
record NumbersCheck(Checks checks) {
  /// @param place where the vector is named as what a model takes
  void check(FeatureVector vector, Place place) {
    Set<String> request = new TreeSet<>();
    vector.request().forEach(field -> request.add(field.name()));
    checks
        .columnsOf(vector)
        .forEach(
            (name, type) -> {
              if (type.base() == BaseType.LIST && !request.contains(name)) {
                checks.findings.add(
                    place
                        .error(
                            Rule.WHOLE_NEEDED,
                            "a model takes numbers, and `%s` of `%s` is %s"
                                .formatted(name, vector.metadata().name(), type))
                        .hint(
                            "derive numbers from it, such as `CARDINALITY(%1$s)` or `%1$s[1]`, or"
                                    .formatted(name)
                                + " make it a vector"));
              }
            });
  }
}
