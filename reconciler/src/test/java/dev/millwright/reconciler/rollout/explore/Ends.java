package dev.millwright.reconciler.rollout.explore;

import static dev.millwright.reconciler.rollout.explore.Violation.unless;

import dev.millwright.reconciler.rollout.Side;
import dev.millwright.tracking.Phase;
import java.util.List;

/// What holds at a rollout's end.
final class Ends {
  private static final int NONE = 0;
  private static final int BASE = 1;
  private static final int TARGET = 2;
  private static final int WHOLE = 100;

  private final Words words;
  private final List<Field> passing;

  Ends(Words words) {
    this.words = words;
    int shadow = words.shape.index("shadow");
    this.passing =
        List.of(
            shadow < 0 ? new Field(0, 0) : words.made[shadow],
            words.heard,
            words.looseMove,
            words.excused,
            words.made[words.shape.index("prove")],
            words.asked[0],
            words.asked[1],
            words.baseRuns,
            words.keptRuns,
            words.seen[0],
            words.seen[1]);
  }

  void check(State end) {
    for (int job : words.jobs) {
      unless(
          !words.loose[job].is(end.world()),
          Invariant.RETURNS,
          words.steps.get(job).id() + " goes on after the end");
    }
    unless(!words.copies.is(end.world()), Invariant.COPIES, "copies are made after the end");
    blame(end);
    if (words.phase(end) == Phase.DONE) {
      done(end);
    } else {
      back(end);
    }
  }

  private void blame(State end) {
    boolean returned = words.phase(end) == Phase.RETURNED;
    unless(
        !returned || words.quarantined.is(end.kept()),
        Invariant.QUARANTINE,
        "it failed and is not in quarantine");
    unless(
        returned || !words.quarantined.is(end.kept()),
        Invariant.BLAMELESS,
        "it did not fail and is in quarantine");
  }

  /// What a newer commit did not wait for is left to the rollout that it leads to, which begins
  /// with setting traffic.
  private void done(State end) {
    boolean left = words.newer.is(end.world());
    if (!left || !words.excused.is(end.world())) {
      traffic(end, Invariant.TOGETHER, NONE, WHOLE, TARGET);
    }
    unless(
        !words.asked[0].is(end.world()),
        Invariant.DRAINED,
        "requests in hand may still ask for the base");
    unless(left || !words.baseRuns.is(end.world()), Invariant.ENDS, "the base still runs");
    unless(left || !words.known[0].is(end.world()), Invariant.ENDS, "the base is still known");
    unless(
        left || !words.shape.keeps() || !words.bound[0].is(end.world()),
        Invariant.ENDS,
        "what stays still answers for the base");
  }

  private void back(State end) {
    boolean first = words.shape.first();
    traffic(end, Invariant.RETURNS, first ? NONE : WHOLE, NONE, first ? NONE : BASE);
    for (int start : words.starts) {
      unless(
          !words.made[start].is(end.world()),
          Invariant.RETURNS,
          words.steps.get(start).id() + " has led to a process that still runs");
    }
    unless(!words.known[1].is(end.world()), Invariant.RETURNS, "the target is still known");
    unless(
        !words.shape.keeps() || !words.bound[1].is(end.world()),
        Invariant.RETURNS,
        "what stays still answers for the target");
  }

  private void traffic(State end, Invariant invariant, int base, int target, int release) {
    unless(
        words.share(end, Side.BASE) == base && words.share(end, Side.TARGET) == target,
        invariant,
        "traffic is not where it belongs");
    unless(words.live.of(end.kept()) == release, invariant, "another release is said to be live");
    unless(words.good.of(end.kept()) == release, invariant, "another release is said to be good");
  }

  /// As it will be when the next leader has set traffic.
  private State set(State end) {
    boolean keeps = words.shape.keeps();
    return words
        .share(end, NONE, WHOLE)
        .world(words.bound[0], keeps && !words.shape.first())
        .world(words.bound[1], keeps)
        .world(words.known[0], !words.shape.first())
        .world(words.known[1], 1);
  }

  /// What two ends must be compared by: not what vanished, was seen or was asked for meanwhile, nor
  /// what may still take effect, since that leads to an end of its own.
  State core(State end) {
    boolean dark = words.excused.is(end.world()) && words.share(end, Side.TARGET) == 0;
    long world = (dark ? set(end) : end).world();
    for (Field field : passing) {
      world = field.set(world, 0);
    }
    for (int start : words.starts) {
      world = words.loose[start].set(words.made[start].set(world, 0), 0);
    }
    return end.world(world);
  }
}
