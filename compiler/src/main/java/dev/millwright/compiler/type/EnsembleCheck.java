package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.ServingGraph.Combine;
import dev.millwright.spec.resource.ServingGraph.Ensemble;
import java.util.List;
import java.util.Optional;

/// The models of an ensemble answer the same, and each has its weight.
final class EnsembleCheck {
  private final Checks checks;

  EnsembleCheck(Checks checks) {
    this.checks = checks;
  }

  void check(Ensemble step, Place place) {
    weights(step, place.field("weights"));
    Name first = step.models().getFirst();
    for (int i = 1; i < step.models().size(); i++) {
      Name model = step.models().get(i);
      Optional<List<NamedType>> one = outputs(first);
      Optional<List<NamedType>> other = outputs(model);
      if (one.isPresent() && other.isPresent() && !one.equals(other)) {
        checks.mismatch(
            place.field("models").element(i),
            "`%s` answers %s, and `%s` answers %s"
                .formatted(model, words(other.get()), first, words(one.get())),
            "ask models that answer the same, or each in a step of its own");
      }
    }
  }

  private void weights(Ensemble step, Place place) {
    List<Double> weights = step.weights();
    if (weights.isEmpty()) {
      return;
    }
    if (step.combine() != Combine.MEAN) {
      checks.invalid(
          place, "weights are for the mean, and this is another", "leave the weights out");
    } else if (weights.size() != step.models().size()) {
      checks.invalid(
          place,
          "there are %d weights for %d models".formatted(weights.size(), step.models().size()),
          "give each model one, in the same order");
    } else if (weights.stream().mapToDouble(Double::doubleValue).sum() <= 0) {
      checks.invalid(
          place, "the weights sum to 0, and nothing is left of the mean", "weigh one above 0");
    }
  }

  private Optional<List<NamedType>> outputs(Name model) {
    return checks
        .declarations
        .find(Model.class, Kind.MODEL, model)
        .map(it -> it.resource().outputs());
  }

  private static String words(List<NamedType> outputs) {
    return String.join(
        ", ", outputs.stream().map(it -> "`" + it.name() + "` as " + it.type()).toList());
  }
}
