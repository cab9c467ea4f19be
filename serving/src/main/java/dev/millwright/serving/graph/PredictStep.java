package dev.millwright.serving.graph;

import dev.millwright.serving.request.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a model.
///
/// @param fills what an imputed column means to this model, by column: two models of one graph were
///   trained on their own statistics
/// @param missingIsNaN whether the model was trained on rows with missing values
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record PredictStep(
    String name,
    Scorer scorer,
    String[] columns,
    int[] slots,
    float[] fills,
    boolean missingIsNaN,
    Output output)
    implements BoundStep {

  /// Where the answer goes, and as what.
  record Output(int slot, boolean narrow) {}

  @Override
  public @Nullable Outcome run(Passage passage) {
    float[] inputs = new float[slots.length];
    boolean missing = false;
    for (int i = 0; i < slots.length; i++) {
      inputs[i] = input(passage, i);
      missing |= passage.row[slots[i]] == null;
    }
    if (missing && !missingIsNaN) {
      return refuse(passage);
    }
    double score = scorer.score(inputs);
    passage.row[output.slot()] = output.narrow() ? (Object) (float) score : (Object) score;
    return null;
  }

  private float input(Passage passage, int column) {
    int slot = slots[column];
    return switch (passage.row[slot]) {
      case null -> Float.NaN;
      case Object _ when passage.filled[slot] -> fills[column];
      case Number number -> number.floatValue();
      case Boolean truth -> truth ? 1 : 0;
      case Object other ->
          throw new IllegalStateException(columns[column] + " is no number: " + other.getClass());
    };
  }

  private Outcome refuse(Passage passage) {
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      if (passage.row[slots[i]] == null) {
        String message = columns[i] + " is missing, and the model cannot do without";
        violations.add(new Violation(columns[i], Violation.Code.MISSING_VALUE, message));
      }
    }
    return new Outcome.Refused(name, violations);
  }
}
