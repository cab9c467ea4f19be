package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.Machine;
import java.util.List;
import java.util.Optional;

/// Goes through every state that a machine can come to with a shape, nearest first, and looks at
/// each transition. Stops at the first invariant that does not hold.
final class Explorer {
  private final Interleavings all;
  private final Ends ends;
  private final Rank rank;
  private final Seen seen = new Seen();
  private final Seen ended = new Seen();
  private long transitions;
  private int from;
  private boolean onward;

  /// @param found the invariant that does not hold, if there is one, and how it comes to that
  record Result(Shape shape, int states, long transitions, Seen ends, Optional<Found> found) {
    @Override
    public String toString() {
      return "%-60s %,12d states %,14d transitions %,6d ends"
          .formatted(shape, states, transitions, ends.size());
    }
  }

  /// @param trace what happens, from the first state on, and then what is wrong
  record Found(Invariant invariant, List<String> trace) {}

  private Explorer(Shape shape, Machine machine, Weather weather) {
    this.all = new Interleavings(shape, machine, weather);
    this.ends = new Ends(all.words);
    this.rank = new Rank(all);
  }

  static Result explore(Shape shape, Machine machine, Weather weather) {
    Explorer explorer = new Explorer(shape, machine, weather);
    Optional<Found> found = explorer.run();
    return new Result(shape, explorer.seen.size(), explorer.transitions, explorer.ended, found);
  }

  /// Also that no end after crashes is new.
  static Result compare(Shape shape, Machine machine, Weather weather) {
    Result result = explore(shape, machine, weather);
    if (result.found().isPresent()) {
      return result;
    }
    Seen calm = explore(shape, machine, weather.withoutCrashes()).ends();
    for (int i = 0; i < result.ends().size(); i++) {
      if (!calm.has(result.ends().state(i))) {
        return new Explorer(shape, machine, weather).until(result.ends().state(i));
      }
    }
    return result;
  }

  private Optional<Found> run() {
    seen.add(all.first(), -1);
    try {
      for (from = 0; from < seen.size(); from++) {
        expand(seen.state(from));
      }
      return Optional.empty();
    } catch (Violation violation) {
      return Optional.of(
          new Found(violation.invariant, new Trace(all, seen).to(from, violation, !onward)));
    }
  }

  private void expand(State state) {
    boolean end = all.book.page(state).ended;
    if (end) {
      ends.check(state);
      ended.add(ends.core(state), from);
    }
    long before = rank.of(state);
    boolean[] goesOn = {end};
    onward = false;
    all.from(
        state,
        next -> {
          goesOn[0] |= all.deed.own;
          onward = true;
          step(before, next);
          onward = false;
        });
    onward = true;
    Violation.unless(goesOn[0], Invariant.ENDS, "nothing leads on from here");
  }

  private void step(long before, State next) {
    transitions++;
    if (all.deed.own) {
      Violation.unless(
          rank.of(next) > before, Invariant.ENDS, "it comes no nearer to an end by its own moves");
    }
    seen.add(next, from);
  }

  /// Explores until an end is met that compares as this one.
  private Result until(State core) {
    seen.add(all.first(), -1);
    for (from = 0; from < seen.size(); from++) {
      State state = seen.state(from);
      if (all.book.page(state).ended && ends.core(state).equals(core)) {
        break;
      }
      all.from(state, next -> seen.add(next, from));
    }
    Violation violation = new Violation(Invariant.SAME_END, "no run without crashes ends so");
    List<String> trace = new Trace(all, seen).to(from, violation, false);
    return new Result(
        all.words.shape,
        seen.size(),
        transitions,
        ended,
        Optional.of(new Found(Invariant.SAME_END, trace)));
  }
}
