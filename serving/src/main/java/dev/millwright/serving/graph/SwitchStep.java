package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// Goes on with the first case that holds.
///
/// @param counters how many ways back the graph has
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record SwitchStep(String name, Case[] cases, int counters) implements BoundStep {
  /// @param when null: it holds always
  /// @param maxLoops how often a request takes this way back; 0: it is none
  /// @param counter which of the graph's ways back it is
  record Case(@Nullable Computation when, int to, int maxLoops, int counter) {}

  @Override
  public @Nullable Outcome run(Passage passage) {
    for (Case each : cases) {
      boolean holds = each.when() == null || Boolean.TRUE.equals(each.when().over(passage.row));
      if (holds && mayGo(each, passage)) {
        passage.goTo(each.to());
        return null;
      }
    }
    throw new IllegalStateException("no case of " + name + " holds");
  }

  private boolean mayGo(Case each, Passage passage) {
    return each.maxLoops() == 0 || passage.loops(each.counter(), counters) <= each.maxLoops();
  }
}
