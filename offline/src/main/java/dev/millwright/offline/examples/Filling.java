package dev.millwright.offline.examples;

import dev.millwright.offline.join.VectorColumns;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Impute;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.Selected;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The value that stands in for a missing one, by a vector's column: from the features' metadata
/// and the statistics of a training set.
public record Filling(Map<String, Double> values) {
  public Filling {
    values = Map.copyOf(values);
  }

  public static Filling of(
      FeatureVector vector, Map<Name, FeatureSet> sets, Statistics statistics) {
    Map<String, Double> values = new TreeMap<>();
    for (Selected selected : vector.features()) {
      Feature feature = VectorColumns.feature(selected, sets);
      Statistics.Column column = statistics.features().get(selected.alias());
      if (feature.impute().isPresent() && column != null) {
        value(feature.impute().get(), column)
            .ifPresent(value -> values.put(selected.alias(), value));
      }
    }
    return new Filling(values);
  }

  /// Fills missing values in place; a column without a filling keeps its NaN.
  public void fill(Examples examples) {
    for (int i = 0; i < examples.columns().size(); i++) {
      Double value = values.get(examples.columns().get(i).name());
      double[] column = examples.values().get(i);
      for (int row = 0; value != null && row < column.length; row++) {
        column[row] = Double.isNaN(column[row]) ? value : column[row];
      }
    }
  }

  private static OptionalDouble value(Impute impute, Statistics.Column column) {
    return switch (impute.with()) {
      case MEAN -> of(column.mean().orElse(Double.NaN));
      case MEDIAN -> of(column.median().orElse(Double.NaN));
      case MODE -> of(column.mode().map(Double::parseDouble).orElse(Double.NaN));
      case ZERO -> of(0);
      // Nothing executes it yet: a platform takes no commit with it.
      case LAST -> OptionalDouble.empty();
      case CONSTANT -> of(impute.constant().map(Double::parseDouble).orElse(Double.NaN));
    };
  }

  private static OptionalDouble of(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
