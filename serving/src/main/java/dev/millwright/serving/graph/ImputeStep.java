package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// Fills what is missing.
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record ImputeStep(String name, Fill[] fills) implements BoundStep {
  /// @param value of the slot's type
  record Fill(int slot, Object value) {}

  @Override
  public @Nullable Outcome run(Passage passage) {
    for (Fill fill : fills) {
      if (passage.row[fill.slot()] == null) {
        passage.row[fill.slot()] = fill.value();
        passage.filled[fill.slot()] = true;
      }
    }
    return null;
  }
}
