package dev.millwright.reconciler.rollout.explore;

import static dev.millwright.reconciler.rollout.explore.Violation.unless;

import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.StepState;
import java.util.stream.IntStream;

/// What must hold where a move takes effect.
///
/// @param words what the bits mean
record Laws(Words words) {
  private static final int WHOLE = 100;

  void mustBePrepared(State now, Invariant invariant) {
    for (int job : words.jobs) {
      Step step = words.steps.get(job);
      unless(
          step.action() == Action.REBASELINE || words.made[job].is(now.world()),
          invariant,
          "what " + step.id() + " makes is not there");
    }
  }

  void mustBeIntended(State now, Move.Route route) {
    int recorded = words.recorded(now);
    boolean returning = words.phase(now) == Phase.RETURNING;
    unless(
        route.target() <= recorded && (route.target() > 0 || recorded == 0 || returning),
        Invariant.INTENT,
        "the share is not on record");
  }

  /// A release takes more than it had only when all of it answers.
  void mustAnswer(State now, Move.Route route) {
    if (route.base() > words.share(now, Side.BASE)) {
      unless(words.baseRuns.is(now.world()), Invariant.ANSWERS, "the base does not run");
      keptMustAnswer(now, Side.BASE);
    }
    if (route.target() > words.share(now, Side.TARGET)) {
      for (int start : words.starts) {
        unless(
            words.made[start].is(now.world()),
            Invariant.TOGETHER,
            words.steps.get(start).id() + " has led to no process that runs");
      }
      mustBePrepared(now, Invariant.TOGETHER);
      keptMustAnswer(now, Side.TARGET);
    }
  }

  void mustNotDivide(Move.Route route) {
    unless(
        !words.shape.shares().isEmpty() || route.target() % WHOLE == 0,
        Invariant.AT_ONCE,
        "the target takes " + route.target() + "%");
  }

  /// Copies are of what the base answers, and go to what has been seen to run.
  void mayCopy(State now, Move.Route route) {
    if (!route.copied()) {
      return;
    }
    unless(
        route.base() == WHOLE && route.target() == 0,
        Invariant.COPIES,
        "the target has a share and copies");
    StepState shadow = words.state(now, words.shape.index("shadow"));
    unless(shadow != StepState.WAITING, Invariant.INTENT, "no shadow is on record");
    unless(shadow != StepState.DONE, Invariant.COPIES, "the shadow is done");
    for (int start : words.starts) {
      unless(words.made[start].is(now.world()), Invariant.ANSWERS, "what is asked does not run");
    }
    unless(route.known().contains(Side.TARGET), Invariant.ANSWERS, "what is asked is not known");
  }

  void mustNotCopy(State now, String what) {
    unless(!words.copies.is(now.world()), Invariant.COPIES, what + " while copies are made");
  }

  private void keptMustAnswer(State now, Side side) {
    unless(
        !words.shape.keeps()
            || words.keptRuns.is(now.world()) && words.bound[side.ordinal()].is(now.world()),
        Invariant.ANSWERS,
        "the graph that stays does not answer for the " + side);
  }

  /// From taking office on, somebody answers.
  void mustServe(State now) {
    boolean served = words.share(now, Side.BASE) + words.share(now, Side.TARGET) > 0;
    unless(
        served || words.excused.is(now.world()) || words.shape.first(),
        Invariant.SERVED,
        "no release has traffic");
  }

  /// @throws Violation unless the step has led to what it is there for
  void mustBeDone(State now, int step) {
    Step done = words.steps.get(step);
    if (done.action() == Action.SHADOW) {
      mustNotCopy(now, "the shadow is done");
    }
    boolean made =
        done.action() == Action.SHIFT
            ? words.share(now, Side.TARGET) == WHOLE
            : Words.isStart(done) || words.made[step].is(now.world());
    unless(made, Invariant.HONEST, done.id() + " was not done");
  }

  void mustBeDrained(State now, Side side) {
    unless(
        !words.asked[side.ordinal()].is(now.world()),
        Invariant.DRAINED,
        "the " + side + " goes while requests may ask for it");
    unless(
        !words.known[side.ordinal()].is(now.world()),
        Invariant.ANSWERS,
        "the " + side + " goes while it is known");
  }

  boolean isProven(State now) {
    boolean after = words.phase(now) == Phase.RETIRING || words.phase(now) == Phase.DONE;
    return after
        && IntStream.range(0, words.steps.size())
            .allMatch(step -> words.state(now, step) == StepState.DONE)
        && words.made[words.shape.index("prove")].is(now.world());
  }
}
