package dev.millwright.serving.graph;

import dev.millwright.serving.request.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a model.
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record PredictStep(String name, Scorer scorer, ModelInput[] inputs, Output output)
    implements BoundStep {

  /// Where the answer goes, and as what.
  record Output(int slot, boolean narrow) {}

  @Override
  public @Nullable Outcome run(Passage passage) {
    float[] numbers = new float[inputs.length];
    boolean missing = false;
    for (int i = 0; i < inputs.length; i++) {
      int slot = inputs[i].slot();
      numbers[i] = inputs[i].of(passage.row[slot], passage.filled[slot]);
      missing |= passage.row[slot] == null && !inputs[i].optional();
    }
    if (missing) {
      return refuse(passage);
    }
    double score = scorer.score(numbers);
    passage.row[output.slot()] = output.narrow() ? (Object) (float) score : (Object) score;
    return null;
  }

  private Outcome refuse(Passage passage) {
    List<Violation> violations = new ArrayList<>();
    for (ModelInput input : inputs) {
      boolean isMissing = passage.row[input.slot()] == null && !input.optional();
      if (isMissing && input.element() <= 0) {
        String message = input.column() + " is missing, and the model cannot do without";
        violations.add(new Violation(input.column(), Violation.Code.MISSING_VALUE, message));
      }
    }
    return new Outcome.Refused(name, violations);
  }
}
