package dev.millwright.reconciler.rollout.explore;

import dev.millwright.tracking.Phase;
import dev.millwright.tracking.StepState;

/// How near a state is to an end. Since every move of the machine's own comes nearer, and there is
/// always one, each run ends in which the world is quiet for long enough, whatever the order.
final class Rank {
  private static final int THREAD = 32;
  private static final int IN_OFFICE = 15;

  private final Interleavings all;
  private final Words words;

  Rank(Interleavings all) {
    this.all = all;
    this.words = all.words;
  }

  long of(State state) {
    Phase phase = words.phase(state);
    long rank =
        switch (phase) {
          case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING -> 0;
          case RETIRING, RETURNING -> 1;
          case DONE, RETURNED, OVERTAKEN -> 2;
        };
    boolean forward = all.book.page(state).forward;
    rank = rank << 8 | done(state);
    rank = rank << 4 | words.cursor.of(state.kept());
    rank = rank << 16 | threads(state, forward);
    rank = rank << 8 | words.way.of(state.world());
    int resume = words.resume.of(state.world());
    return rank << 4 | (resume > 0 ? resume : IN_OFFICE);
  }

  private int done(State state) {
    int done = 0;
    for (int i = 0; i < words.steps.size(); i++) {
      StepState now = words.state(state, i);
      done += now == StepState.DONE || now == StepState.FAILED ? 1 : 0;
    }
    return done;
  }

  /// On the way forward threads begin and go on; after that they go on and end.
  private int threads(State state, boolean forward) {
    int sum = 0;
    for (Field hand : words.hand) {
      int at = hand.of(state.world());
      sum += at > 0 || forward ? at : THREAD;
    }
    return sum;
  }
}
