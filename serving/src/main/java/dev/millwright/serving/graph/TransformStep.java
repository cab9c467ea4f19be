package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// Derives values from what is known before it.
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record TransformStep(String name, EnrichStep.Derivation[] derivations) implements BoundStep {
  @Override
  public @Nullable Outcome run(Passage passage) {
    @Nullable Object[] values = new @Nullable Object[derivations.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = derivations[i].computation().over(passage.row);
    }
    for (int i = 0; i < values.length; i++) {
      passage.row[derivations[i].slot()] = values[i];
    }
    return null;
  }
}
