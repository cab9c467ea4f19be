package dev.millwright.offline.train;

import dev.millwright.offline.examples.Examples;
import dev.millwright.runtime.model.OnnxScorer;

/// A model's answers for examples.
public final class Scores {
  private static final int BATCH = 4096;

  private Scores() {}

  /// The probability of a true label for each row.
  public static double[] of(OnnxScorer scorer, Examples examples) {
    double[] scores = new double[examples.rows()];
    for (int start = 0; start < scores.length; start += BATCH) {
      int rows = Math.min(BATCH, scores.length - start);
      double[] answers = scorer.score(values(examples, start, rows), examples.columns().size());
      System.arraycopy(answers, 0, scores, start, rows);
    }
    return scores;
  }

  private static float[] values(Examples examples, int start, int rows) {
    int columns = examples.columns().size();
    float[] values = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = (float) examples.values().get(column)[start + row];
      }
    }
    return values;
  }
}
