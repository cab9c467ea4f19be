package dev.millwright.runtime.feature;

import dev.millwright.runtime.window.Arithmetic;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Derive;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import dev.millwright.spec.resource.FeatureSet.Transform;
import dev.millwright.spec.resource.FeatureSet.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How a feature set's values are kept and computed: which columns are stored, and what each
/// feature reads.
///
/// @param set the declaration
/// @param columns the stored columns: those that windows run over and those that are features
///   themselves
/// @param aggregated the columns, by index, that windows run over, each with the width of its tiles
/// @param features what each feature reads, in the set's order
public record SetLayout(
    FeatureSet set, List<NamedType> columns, List<Aggregated> aggregated, List<Reading> features) {
  public SetLayout {
    columns = List.copyOf(columns);
    aggregated = List.copyOf(aggregated);
    features = List.copyOf(features);
  }

  /// @param column index into the stored columns
  /// @param every microseconds
  public record Aggregated(int column, BaseType type, long every) {
    Arithmetic arithmetic() {
      return Arithmetic.of(type);
    }
  }

  /// What one feature reads.
  public sealed interface Reading {}

  /// A stored column as it is.
  public record Plain(int column) implements Reading {}

  /// A window.
  ///
  /// @param aggregated index into the aggregated columns
  /// @param over microseconds
  public record Windowed(int aggregated, Statistic statistic, long over) implements Reading {}

  /// The layout of a compiled set.
  public static SetLayout of(FeatureSet set) {
    Builder builder = new Builder(types(set));
    set.aggregate().forEach(builder::aggregate);
    List<Reading> features =
        set.features().stream().map(feature -> builder.reading(set, feature)).toList();
    return new SetLayout(set, builder.columns, builder.aggregated, features);
  }

  /// Every column's type after the set's transformation.
  public static Map<String, DataType> types(FeatureSet set) {
    Map<String, DataType> types = new LinkedHashMap<>();
    set.source().columns().forEach(column -> types.put(column.name(), column.type()));
    for (Transform step : set.transform()) {
      if (step instanceof Derive(var columns)) {
        columns.forEach((name, formula) -> types.put(name, formula.expression().type()));
      }
    }
    return types;
  }

  /// How far back rows count at most: the longest window and the tile in which it begins, in
  /// microseconds; 0 without windows.
  public long horizon() {
    return features.stream()
        .mapToLong(
            reading ->
                reading instanceof Windowed windowed
                    ? windowed.over() + aggregated.get(windowed.aggregated()).every()
                    : 0)
        .max()
        .orElse(0);
  }

  /// In microseconds, if the set has one.
  Optional<Long> maxAge() {
    return set.maxAge().map(SetLayout::micros);
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static final class Builder {
    private final Map<String, DataType> types;
    private final List<NamedType> columns = new ArrayList<>();
    private final List<Aggregated> aggregated = new ArrayList<>();

    Builder(Map<String, DataType> types) {
      this.types = types;
    }

    void aggregate(Aggregate aggregate) {
      DataType type = types.get(aggregate.of());
      if (type == null) {
        throw new IllegalArgumentException("no column " + aggregate.of());
      }
      aggregated.add(
          new Aggregated(column(aggregate.of(), type), type.base(), micros(aggregate.every())));
    }

    Reading reading(FeatureSet set, Feature feature) {
      for (int i = 0; i < set.aggregate().size(); i++) {
        Optional<Reading> windowed = windowed(set.aggregate().get(i), i, feature.name());
        if (windowed.isPresent()) {
          return windowed.get();
        }
      }
      return new Plain(column(feature.name(), feature.type()));
    }

    private static Optional<Reading> windowed(Aggregate aggregate, int index, String feature) {
      for (Statistic statistic : aggregate.by()) {
        for (Window window : aggregate.over()) {
          String name =
              aggregate.name()
                  + "_"
                  + statistic.name().toLowerCase(Locale.ROOT)
                  + "_"
                  + window.text();
          if (name.equals(feature)) {
            return Optional.of(new Windowed(index, statistic, micros(window.length())));
          }
        }
      }
      return Optional.empty();
    }

    private int column(String name, DataType type) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equals(name)) {
          return i;
        }
      }
      columns.add(new NamedType(name, type.orNull()));
      return columns.size() - 1;
    }
  }
}
