package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// Asks a function of the author's.
///
/// @param inputs where what it takes stands; @param outputs where its answers go
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record FunctionStep(String name, Answerer function, int[] inputs, int[] outputs)
    implements BoundStep {
  @Override
  public @Nullable Outcome run(Passage passage) {
    @Nullable Object[] values = new @Nullable Object[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      values[i] = passage.row[inputs[i]];
    }
    @Nullable Object[] answers = function.answer(values);
    for (int i = 0; i < outputs.length; i++) {
      passage.row[outputs[i]] = answers[i];
    }
    return null;
  }
}
