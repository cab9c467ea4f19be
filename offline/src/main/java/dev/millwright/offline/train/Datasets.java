package dev.millwright.offline.train;

import dev.millwright.offline.examples.Examples;
import dev.millwright.sdk.Dataset;
import java.util.LinkedHashMap;
import java.util.Map;

/// Examples as an author's code sees them.
public final class Datasets {
  private Datasets() {}

  /// The same columns, labels and times.
  public static Dataset of(Examples examples) {
    Map<String, double[]> features = new LinkedHashMap<>();
    for (int i = 0; i < examples.columns().size(); i++) {
      features.put(examples.columns().get(i).name(), examples.values().get(i));
    }
    double[] labels = examples.labels().stream().mapToDouble(Double::doubleValue).toArray();
    long[] times = examples.times().stream().mapToLong(Long::longValue).toArray();
    return new Dataset(features, Map.of(), labels, times);
  }
}
