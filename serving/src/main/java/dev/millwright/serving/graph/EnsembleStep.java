package dev.millwright.serving.graph;

import dev.millwright.spec.resource.ServingGraph.Combine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Asks several models, and makes one answer of theirs.
///
/// @param weights what each counts in the mean
/// @param skips whether the others answer when a model gives no answer
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record EnsembleStep(
    String name,
    PredictStep[] members,
    Combine combine,
    double[] weights,
    boolean skips,
    PredictStep.Output output)
    implements BoundStep {

  @Override
  public @Nullable Outcome run(Passage passage) {
    double[] scores = new double[members.length];
    double[] counts = new double[members.length];
    int answers = 0;
    Outcome failure = null;
    for (int i = 0; i < members.length; i++) {
      Outcome end = ask(members[i], passage);
      if (end == null) {
        scores[answers] = score(members[i], passage);
        counts[answers++] = weights[i];
      } else if (skips) {
        failure = end;
        passage.warn(members[i].name() + " gave no answer");
      } else {
        return end;
      }
    }
    if (answers == 0) {
      return failure;
    }
    put(combined(Arrays.copyOf(scores, answers), Arrays.copyOf(counts, answers)), passage);
    return null;
  }

  private @Nullable Outcome ask(PredictStep member, Passage passage) {
    try {
      return member.run(passage);
    } catch (RuntimeException e) {
      return new Outcome.Failed(name, "the model " + member.name() + " failed", e);
    }
  }

  private static double score(PredictStep member, Passage passage) {
    return passage.row[member.output().slot()] instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  private double combined(double[] scores, double[] counts) {
    return switch (combine) {
      case MEAN -> mean(scores, counts);
      case MEDIAN -> median(scores);
      case MIN -> Arrays.stream(scores).min().orElseThrow();
      case MAX -> Arrays.stream(scores).max().orElseThrow();
    };
  }

  /// Not a number where those that answered count nothing.
  private static double mean(double[] scores, double[] counts) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += counts[i] * scores[i];
      all += counts[i];
    }
    return sum / all;
  }

  private static double median(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private void put(double score, Passage passage) {
    passage.row[output.slot()] = output.narrow() ? (Object) (float) score : (Object) score;
  }
}
