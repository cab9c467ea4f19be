package dev.millwright.serving.graph;

/// A model that is asked. Called by many threads at once.
public interface Scorer {
  /// The probability of the positive class.
  ///
  /// @param inputs the model's columns in order; NaN is a missing value
  /// @throws RuntimeException when the model cannot answer
  double score(float[] inputs);
}
