package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Recorded;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Enrich;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A graph must not read what it will only have said later. Everything else that resources take
/// from one another goes from kind to kind, so only a recorded set can close a circle.
final class CycleCheck {
  private final Checks checks;

  CycleCheck(Checks checks) {
    this.checks = checks;
  }

  void check(Declared<ServingGraph> declared) {
    Name graph = declared.resource().metadata().name();
    List<ServingGraph.Step> steps = declared.resource().steps();
    for (int i = 0; i < steps.size(); i++) {
      int step = i;
      if (steps.get(i) instanceof Enrich enrich) {
        sets(enrich)
            .filter(set -> recordedFrom(set).filter(it -> reaches(it, graph)).isPresent())
            .forEach(set -> report(declared, step, set));
      }
    }
  }

  private Stream<Name> sets(Enrich enrich) {
    FeatureVector vector = checks.vectors.get(enrich.featureVector());
    return vector == null
        ? Stream.empty()
        : Stream.concat(
                vector.label().stream(),
                vector.features().stream().map(FeatureVector.Selected::feature))
            .map(FeatureVector.FeatureReference::featureSet)
            .distinct();
  }

  private Optional<Name> recordedFrom(Name set) {
    return checks
        .declarations
        .find(FeatureSet.class, Kind.FEATURE_SET, set)
        .filter(it -> it.resource().source() instanceof Recorded)
        .map(it -> ((Recorded) it.resource().source()).graph());
  }

  private boolean reaches(Name from, Name goal) {
    return from.equals(goal) || reaches(from, goal, new HashSet<>());
  }

  private boolean reaches(Name from, Name goal, Set<Name> seen) {
    return seen.add(from)
        && records(from).anyMatch(next -> next.equals(goal) || reaches(next, goal, seen));
  }

  /// The graphs whose records a graph reads.
  private Stream<Name> records(Name graph) {
    return checks.declarations.find(ServingGraph.class, Kind.SERVING_GRAPH, graph).stream()
        .flatMap(it -> it.resource().steps().stream())
        .filter(Enrich.class::isInstance)
        .flatMap(step -> sets((Enrich) step))
        .flatMap(set -> recordedFrom(set).stream());
  }

  private void report(Declared<ServingGraph> declared, int step, Name set) {
    Name graph = declared.resource().metadata().name();
    checks.findings.add(
        declared
            .spec("steps")
            .element(step)
            .field("enrich")
            .field("featureVector")
            .error(
                Rule.REFERENCE_CYCLE,
                "`" + graph + "` reads `" + set + "`, which records what comes of `" + graph + "`")
            .hint("take from another set, or record under another graph"));
  }
}
