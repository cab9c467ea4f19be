package dev.millwright.offline;

import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.ExpressionTyper;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.compiler.expression.Typed;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.OnViolation;
import dev.millwright.spec.resource.FeatureSet.Policy;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import dev.millwright.spec.resource.FeatureSet.Window;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.FeatureReference;
import dev.millwright.spec.resource.FeatureVector.Selected;
import dev.millwright.spec.resource.Metadata;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Compiled declarations, written briefly.
public final class Declarations {
  private Declarations() {}

  public static Metadata metadata(String name) {
    return new Metadata(Name.of(name));
  }

  /// `name type, name type?, …`
  public static List<NamedType> columns(String text) {
    return Arrays.stream(text.split(", ")).map(Declarations::column).toList();
  }

  private static NamedType column(String text) {
    String[] words = text.split(" ");
    return new NamedType(words[0], DataType.parse(words[1]));
  }

  public static Formula formula(String text, List<NamedType> scope) {
    return switch (new ExpressionTyper().type(text, Scope.of(scope), Expectation.anything())) {
      case Typed.Ok(var tree) -> Formula.written(text).typed(tree);
      case Typed.Problems(var problems) -> throw new AssertionError(text + ": " + problems);
    };
  }

  public static FeatureSet.Files files(String path, List<NamedType> columns) {
    return new FeatureSet.Files(Name.of("files"), path, columns);
  }

  public static Feature feature(String name, String type, Policy... policies) {
    return new Feature(
        name, DataType.parse(type), Optional.empty(), List.of(policies), Optional.empty());
  }

  /// A policy of one feature.
  public static Policy policy(String check, String feature, OnViolation onViolation) {
    return new Policy(formula(check, columns(feature)), onViolation);
  }

  /// @param over lengths in ISO 8601, which stand in the names as they are
  public static Aggregate aggregate(
      String name, String of, Duration every, List<Statistic> by, String... over) {
    List<Window> windows =
        Arrays.stream(over).map(text -> new Window(text, Duration.parse(text))).toList();
    return new Aggregate(name, of, by, windows, every);
  }

  /// All of a set's features under `prefix` and their names.
  public static List<Selected> all(FeatureSet set, String prefix) {
    return set.features().stream()
        .map(feature -> new Selected(reference(set, feature.name()), prefix + feature.name()))
        .toList();
  }

  public static FeatureReference reference(FeatureSet set, String feature) {
    return new FeatureReference(set.metadata().name(), feature);
  }

  public static FeatureVector vector(
      FeatureReference label,
      List<NamedType> request,
      List<Selected> features,
      FeatureVector.Join join) {
    return new FeatureVector(
        metadata("vector"),
        Optional.of(label),
        request,
        new TreeMap<>(),
        features,
        join,
        FeatureVector.OnMissing.IMPUTE);
  }
}
