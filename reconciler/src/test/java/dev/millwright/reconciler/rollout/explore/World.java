package dev.millwright.reconciler.rollout.explore;

import static dev.millwright.reconciler.rollout.explore.Violation.unless;

import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.StepState;
import java.util.Optional;

/// What runs, and what moves do to it. Each move is looked at where it takes effect.
final class World {
  private static final long EARLIER = 1;
  private static final long LATER = 2;

  private final Words words;
  private final boolean fenced;
  private final Laws laws;
  private final int[][] needs;

  World(Words words, Machine machine) {
    this.words = words;
    this.fenced = !machine.mayAct(LATER, EARLIER);
    this.laws = new Laws(words);
    this.needs =
        words.steps.stream()
            .map(step -> step.after().stream().mapToInt(words.shape::index).toArray())
            .toArray(int[][]::new);
  }

  /// Whether what runs refuses an earlier leader once it has heard of a later one.
  boolean fenced() {
    return fenced;
  }

  Laws laws() {
    return laws;
  }

  /// @param late whether the leader that decided the move is not in office any more
  State make(State now, Move move, boolean late) {
    unless(
        !late || !words.heard.is(now.world()),
        Invariant.ONE_LEADER,
        "an earlier leader's move takes effect after one of a later leader's");
    return switch (move) {
      case Move.Keep keep -> throw new IllegalArgumentException(keep.toString());
      case Move.Work(var step) -> heard(work(now, words.steps.indexOf(step), late), late);
      case Move.Run(var side) -> heard(run(now, side), late);
      case Move.Route route -> heard(route(now, route, late), late);
      case Move.Hold(var percent) -> hold(now, percent);
      case Move.Watch() -> watch(now);
      case Move.EndRuns() -> heard(endRuns(now), late);
      case Move.Drain(var side) -> drain(now, side);
      case Move.Bind(var side) -> heard(bind(now, side), late);
      case Move.Stop(var but) -> heard(stop(now, but), late);
    };
  }

  /// From the first effect of a leader on, what an earlier one has under way is refused.
  private State heard(State now, boolean late) {
    if (late) {
      return now;
    }
    State next = now.world(words.heard, 1);
    if (fenced) {
      next = next.world(words.looseMove, 0);
      for (int start : words.starts) {
        next = next.world(words.loose[start], 0);
      }
    }
    return next;
  }

  private State work(State now, int step, boolean late) {
    String id = words.steps.get(step).id();
    unless(words.state(now, step) != StepState.WAITING, Invariant.INTENT, id + " is not on record");
    if (!late) {
      laws.mustServe(now);
    }
    for (int need : needs[step]) {
      Step needed = words.steps.get(need);
      unless(
          !Words.works(needed) || Words.isStart(needed) || words.made[need].is(now.world()),
          Invariant.ORDER,
          id + " needs what " + needed.id() + " makes");
    }
    return now.world(words.made[step], 1).world(words.loose[step], 0);
  }

  private State run(State now, Side side) {
    State next = now;
    if (side == Side.BASE) {
      next = next.world(words.baseRuns, 1);
    } else {
      for (int start : words.starts) {
        unless(
            words.state(now, start) != StepState.WAITING,
            Invariant.INTENT,
            words.steps.get(start).id() + " is not on record");
        next = next.world(words.made[start], 1);
      }
      laws.mustBePrepared(now, Invariant.ANSWERS);
    }
    return next.world(words.keptRuns, words.shape.keeps())
        .world(words.bound[0], words.shape.keeps() && !words.shape.first())
        .world(words.bound[1], words.shape.keeps())
        .world(words.seen[side.ordinal()], 1);
  }

  /// What vanished since an earlier leader has looked, the one in office has to find.
  private State route(State now, Move.Route route, boolean late) {
    int sum = route.base() + route.target();
    unless(sum == 0 || sum == 100, Invariant.WHOLE, sum + "%");
    laws.mustNotDivide(route);
    if (!late) {
      laws.mustBeIntended(now, route);
      laws.mustAnswer(now, route);
      laws.mayCopy(now, route);
    }
    State next = words.share(now, route.base(), route.target()).world(words.excused, 0);
    next = next.world(words.copies, route.copied());
    for (Side side : Side.values()) {
      next = known(next, side, route);
    }
    return next;
  }

  private State known(State now, Side side, Move.Route route) {
    int share = side == Side.BASE ? route.base() : route.target();
    boolean known = route.known().contains(side);
    boolean asked = share > 0 || words.asked[side.ordinal()].is(now.world());
    unless(known || share == 0, Invariant.ANSWERS, side + " has traffic and is not known");
    unless(known || !asked, Invariant.DRAINED, side + " is forgotten before it is drained");
    return now.world(words.known[side.ordinal()], known)
        .world(words.asked[side.ordinal()], asked)
        .world(words.seen[side.ordinal()], 0);
  }

  private State hold(State now, int percent) {
    unless(
        percent == words.share(now, Side.TARGET),
        Invariant.MEASURED,
        percent + "% is judged and not set");
    laws.mustServe(now);
    laws.mustNotCopy(now, "a share is judged");
    int prove = words.shape.index("prove");
    return unseen(percent == 100 ? now.world(words.made[prove], 1) : now);
  }

  private State watch(State now) {
    unless(
        words.copies.is(now.world()),
        Invariant.MEASURED,
        "answers to copies are judged and none are made");
    laws.mustServe(now);
    return unseen(now.world(words.made[words.shape.index("shadow")], 1));
  }

  private State endRuns(State now) {
    unless(words.phase(now) == Phase.RETURNING, Invariant.INTENT, "jobs end without a record");
    State next = now;
    for (int job : words.jobs) {
      next = next.world(words.loose[job], 0);
    }
    return next;
  }

  private State drain(State now, Side side) {
    State next = unseen(now);
    return words.share(now, side) > 0 ? next : next.world(words.asked[side.ordinal()], 0);
  }

  State unseen(State now) {
    return now.world(words.seen[0], 0).world(words.seen[1], 0);
  }

  private State bind(State now, Side side) {
    Side other = side == Side.BASE ? Side.TARGET : Side.BASE;
    laws.mustBeDrained(now, other);
    laws.mustNotCopy(now, "the " + other + " goes");
    return now.world(words.bound[side.ordinal()], words.shape.keeps())
        .world(words.bound[other.ordinal()], 0);
  }

  private State stop(State now, Optional<Side> but) {
    State next = now;
    laws.mustNotCopy(now, "a release goes");
    if (but.filter(side -> side == Side.BASE).isEmpty()) {
      laws.mustBeDrained(now, Side.BASE);
      unless(
          laws.isProven(now) || words.shape.first(), Invariant.PROVEN, "the base goes too early");
      next = next.world(words.baseRuns, 0);
    }
    if (but.filter(side -> side == Side.TARGET).isEmpty()) {
      laws.mustBeDrained(now, Side.TARGET);
      unless(words.phase(now) == Phase.RETURNING, Invariant.INTENT, "the target goes unrecorded");
      for (int start : words.starts) {
        next = next.world(words.made[start], 0);
      }
    }
    return but.isEmpty() ? next.world(words.keptRuns, 0) : next;
  }
}
