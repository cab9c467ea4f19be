package dev.millwright.sdk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A table in columns. Features are numbers in the order in which a model takes them, those of a
/// vector as `name[1]`, `name[2]` and so on; a missing one is NaN. Other columns are texts.
public final class Dataset {
  private final Map<String, double[]> features;
  private final Map<String, String[]> texts;
  private final double[] label;
  private final long[] times;

  /// @param features name to one number a row
  /// @param texts name to one text a row, of a list in JSON; the empty text where it is missing
  /// @param label one number a row, 1 for true and 0 for false; empty without a label
  /// @param times event times in microseconds since the epoch; empty without
  public Dataset(
      Map<String, double[]> features, Map<String, String[]> texts, double[] label, long[] times) {
    this.features = new LinkedHashMap<>(features);
    this.texts = new LinkedHashMap<>(texts);
    this.label = label.clone();
    this.times = times.clone();
  }

  public int rows() {
    return Math.max(
        Math.max(label.length, times.length),
        Math.max(
            features.values().stream().mapToInt(column -> column.length).max().orElse(0),
            texts.values().stream().mapToInt(column -> column.length).max().orElse(0)));
  }

  /// The features' names, in the order in which a model takes them.
  public List<String> features() {
    return List.copyOf(features.keySet());
  }

  /// One number a row; NaN where it is missing. Not to be changed.
  ///
  /// @throws IllegalArgumentException when there is no such feature
  public double[] feature(String name) {
    double[] column = features.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no feature " + name + "; there are " + features.keySet());
    }
    return column;
  }

  public List<String> texts() {
    return List.copyOf(texts.keySet());
  }

  /// One text a row.
  ///
  /// @throws IllegalArgumentException when there is no such column
  public String[] text(String name) {
    String[] column = texts.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "no text column " + name + "; there are " + texts.keySet());
    }
    return column;
  }

  public boolean hasLabel() {
    return label.length > 0;
  }

  /// A row's label; 1 for true and 0 for false.
  public double label(int row) {
    return label[row];
  }

  /// A row's event time.
  public Instant time(int row) {
    return Instant.EPOCH.plus(times[row], ChronoUnit.MICROS);
  }
}
