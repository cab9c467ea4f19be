package dev.millwright.compiler.version;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Custom;
import dev.millwright.spec.resource.FeatureSet.Derive;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Files;
import dev.millwright.spec.resource.FeatureSet.Filter;
import dev.millwright.spec.resource.FeatureSet.Impute;
import dev.millwright.spec.resource.FeatureSet.Policy;
import dev.millwright.spec.resource.FeatureSet.Recorded;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import dev.millwright.spec.resource.PlannedSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the values of one column of a feature set depend on, and nothing else: a window that is
/// added beside it leaves it as it was. What the author's own code does is not looked into: every
/// column depends on it.
final class Lineage {
  private final FeatureSet set;
  private final SortedMap<String, Expression> derived = new TreeMap<>();
  private final List<Expression> filters = new ArrayList<>();
  private final SortedMap<Name, Digest> steps = new TreeMap<>();

  /// @param set its formulas are typed
  /// @param versions of the functions that are its steps
  Lineage(FeatureSet set, Function<Name, Digest> versions) {
    this.set = set;
    for (FeatureSet.Transform step : set.transform()) {
      switch (step) {
        case Derive(var columns) ->
            columns.forEach((name, formula) -> derived.put(name, formula.expression()));
        case Filter(var condition) -> filters.add(condition.expression());
        case Custom(var function) -> steps.put(function, versions.apply(function));
        case FeatureSet.Shorthand it ->
            throw new IllegalArgumentException("a release holds none: " + it);
      }
    }
  }

  SortedMap<String, Digest> ofFeatures() {
    SortedMap<String, Digest> digests = new TreeMap<>();
    set.features().forEach(feature -> digests.put(feature.name(), of(feature.name())));
    return digests;
  }

  /// The digest of a feature, or of a column of the transformed rows.
  Digest of(String column) {
    Optional<Folded> folded = folded(column);
    String root = folded.map(Folded::of).orElse(column);
    SortedMap<String, Expression> derives = new TreeMap<>();
    SortedMap<String, String> read = new TreeMap<>();
    roots(root).forEach(name -> reach(name, derives, read));
    return Canonical.digest(
        new Content(
            column,
            origin(),
            read,
            derives,
            filters,
            set.entities(),
            set.timestamp(),
            set.availableAt().map(formula -> formula.expression()),
            folded,
            checked(column),
            set.maxAge(),
            steps,
            Epoch.RUNTIME));
  }

  private record Content(
      String column,
      Origin origin,
      SortedMap<String, String> read,
      SortedMap<String, Expression> derives,
      List<Expression> filters,
      List<NamedType> entities,
      Optional<String> timestamp,
      Optional<Expression> availableAt,
      Optional<Folded> folded,
      Optional<Checks> checks,
      Optional<Duration> maxAge,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Name, Digest> steps,
      int epoch) {}

  private record Origin(Name from, String path) {}

  private record Folded(String of, Statistic by, Duration over, Duration every) {}

  private record Checks(String type, List<Policy> policy, Optional<Impute> impute) {}

  private Origin origin() {
    return switch (set.source()) {
      case Files(var connection, var path, var _) -> new Origin(connection, path);
      case Recorded(var graph, var _) -> new Origin(graph, "");
      case PlannedSource it ->
          new Origin(it.connection(), Canonical.text(withoutColumns(Canonical.tree(it))));
    };
  }

  private static JsonNode withoutColumns(JsonNode source) {
    return ((ObjectNode) source).without("columns");
  }

  private Optional<Folded> folded(String column) {
    for (Aggregate aggregate : set.aggregate()) {
      for (Statistic by : aggregate.by()) {
        for (FeatureSet.Window over : aggregate.over()) {
          if (aggregate.column(by, over).equals(column)) {
            return Optional.of(new Folded(aggregate.of(), by, over.length(), aggregate.every()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Checks> checked(String column) {
    return set.features().stream()
        .filter(feature -> feature.name().equals(column))
        .findFirst()
        .map(Lineage::checks);
  }

  private static Checks checks(Feature feature) {
    return new Checks(feature.type().toString(), feature.policy(), feature.impute());
  }

  /// Where the way back to the source begins: the column, the keys, the times, every filter.
  private List<String> roots(String column) {
    List<String> roots = new ArrayList<>(List.of(column));
    set.entities().forEach(entity -> roots.add(entity.name()));
    set.timestamp().ifPresent(roots::add);
    set.availableAt().ifPresent(formula -> roots.addAll(formula.expression().names()));
    filters.forEach(filter -> roots.addAll(filter.names()));
    return roots;
  }

  private void reach(
      String name, SortedMap<String, Expression> derives, SortedMap<String, String> read) {
    Expression expression = derived.get(name);
    if (expression == null) {
      set.source().columns().stream()
          .filter(column -> column.name().equals(name))
          .forEach(column -> read.put(name, column.type().toString()));
    } else if (derives.putIfAbsent(name, expression) == null) {
      expression.names().forEach(inner -> reach(inner, derives, read));
    }
  }
}
