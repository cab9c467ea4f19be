package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.Note;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Which bits of a state mean what, for one shape; and a rollout's record to bits and back. What
/// the machine never looks at (times, whose words a cause is in) is the same in all records.
final class Words {
  static final List<Integer> SHARES = List.of(10, 50);
  private static final List<Integer> PERCENTS = List.of(0, 10, 50, 100);
  static final Digest NEWER = Digest.of("newer");
  static final String FAILED = "it failed";
  private static final List<Optional<Digest>> RELEASES =
      List.of(Optional.empty(), Optional.of(Shape.BASE), Optional.of(Shape.TARGET));

  final Shape shape;
  final List<Step> steps;

  /// The steps that lead to a process.
  final int[] starts;

  /// The steps that lead to something that stays.
  final int[] jobs;

  private final RolloutRecord begun;

  private final Field.Word kept = new Field.Word();
  final Field[] state;
  final Field phase = kept.take(4);
  private final Field percent = kept.take(2);
  final Field cursor = kept.take(2);
  private final Field cause = kept.take(2);
  private final Field successor = kept.take(1);
  final Field live = kept.take(2);
  final Field good = kept.take(2);
  final Field quarantined = kept.take(1);

  private final Field.Word world = new Field.Word();

  /// One more than the index of the move that a step's thread makes next; 0 without a thread.
  final Field[] hand;

  /// Where the shift's thread began among the shares.
  final Field from = world.take(2);

  /// One more than the index of the move that a leader makes next in taking office; 0 after that.
  final Field resume = world.take(3);

  /// Taking office met an obstacle, and no traffic was set since.
  final Field excused = world.take(1);

  /// The index of the next move of a way.
  final Field way = world.take(4);

  /// What a step makes is there: a job's result, the process of a graph's new version, a verdict.
  final Field[] made;

  /// A step's work goes on without its leader.
  final Field[] loose;

  /// A move of an earlier leader is still under way: its number and one.
  final Field looseMove = world.take(5);

  /// The platform has heard of the leader in office.
  final Field heard = world.take(1);

  final Field baseRuns = world.take(1);
  final Field keptRuns = world.take(1);

  /// Somebody has traffic; what the target does not have of it the base has.
  private final Field served = world.take(1);

  private final Field target = world.take(2);
  final Field[] known = world.take(2, 1);
  final Field[] asked = world.take(2, 1);
  final Field[] bound = world.take(2, 1);

  /// A release was just seen to run: there has been no time for it to vanish.
  final Field[] seen = world.take(2, 1);

  final Field newer = world.take(1);

  /// The target is asked by copies of what the base answers.
  final Field copies;

  Words(Shape shape, Machine machine) {
    this.shape = shape;
    this.steps = shape.performed();
    this.starts = working(true);
    this.jobs = working(false);
    this.begun = shape.begin();
    this.state = kept.take(shape.steps().size(), 3);
    this.hand = new Field[steps.size()];
    for (int i = 0; i < hand.length; i++) {
      int moves = machine.moves(begun, steps.get(i)).size();
      hand[i] = world.take(Integer.SIZE - Integer.numberOfLeadingZeros(moves));
    }
    this.copies = shape.index("shadow") < 0 ? new Field(0, 0) : world.take(1);
    this.made = bits(step -> step.action() != Action.SHIFT);
    this.loose = bits(Words::works);
  }

  private Field[] bits(Predicate<Step> those) {
    Field[] fields = new Field[steps.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = those.test(steps.get(i)) ? world.take(1) : new Field(0, 0);
    }
    return fields;
  }

  private int[] working(boolean start) {
    return IntStream.range(0, steps.size())
        .filter(i -> works(steps.get(i)) && isStart(steps.get(i)) == start)
        .toArray();
  }

  static boolean isStart(Step step) {
    return step.action() == Action.START || step.action() == Action.UPDATE;
  }

  /// Whether a step has work of its own, and does not move traffic.
  static boolean works(Step step) {
    return switch (step.action()) {
      case SHADOW, SHIFT, PROVE -> false;
      case BUILD, INGEST, TRAIN, JUDGE, START, UPDATE, REBASELINE, RETIRE -> true;
    };
  }

  State begin() {
    int before = shape.first() ? 0 : 1;
    long durable = good.set(live.set(encode(begun), before), before);
    State state = new State(durable, heard.set(0, 1));
    if (shape.first()) {
      return state;
    }
    return state
        .world(baseRuns, 1)
        .world(keptRuns, shape.keeps())
        .world(served, 1)
        .world(known[0], 1)
        .world(asked[0], 1)
        .world(bound[0], shape.keeps());
  }

  /// The bits that the machine sees.
  long seenByMachine(long durable) {
    return durable & ~(live.mask() | good.mask() | quarantined.mask());
  }

  long encode(RolloutRecord rollout) {
    long word = phase.set(0, rollout.phase().ordinal());
    word = percent.set(word, PERCENTS.indexOf(rollout.percent()));
    word = successor.set(word, rollout.successor().isPresent());
    word = cause.set(word, rollout.cause().map(it -> it.equals(FAILED) ? 1 : 2).orElse(0));
    for (int i = 0; i < state.length; i++) {
      StepRecord step = rollout.steps().get(i);
      word = state[i].set(word, step.state().ordinal());
      word = step.id().equals("shift") ? cursor.set(word, step.cursor()) : word;
    }
    return word;
  }

  RolloutRecord decode(long word) {
    List<StepRecord> records = new ArrayList<>();
    for (int i = 0; i < state.length; i++) {
      records.add(decode(begun.steps().get(i), StepState.values()[state[i].of(word)], word));
    }
    Phase now = Phase.values()[phase.of(word)];
    return new RolloutRecord(
        begun.id(),
        begun.base(),
        begun.good(),
        begun.target(),
        begun.revision(),
        begun.plan(),
        now,
        PERCENTS.get(percent.of(word)),
        records,
        List.of(Optional.<String>empty(), Optional.of(FAILED), Optional.of("newer"))
            .get(cause.of(word)),
        successor.is(word) ? Optional.of(NEWER) : Optional.empty(),
        Shape.AT,
        Shape.AT,
        now.isEnd() ? Optional.of(Shape.AT) : Optional.empty());
  }

  private StepRecord decode(StepRecord first, StepState now, long word) {
    Optional<Instant> at = Optional.of(Shape.AT);
    return new StepRecord(
        first.id(),
        now,
        first.id().equals("shift") ? cursor.of(word) : 0,
        now == StepState.WAITING ? Optional.empty() : at,
        now == StepState.WAITING || now == StepState.RUNNING ? Optional.empty() : at,
        now == StepState.FAILED ? Optional.of(FAILED) : Optional.empty());
  }

  /// The percent that is on record.
  int recorded(State now) {
    return PERCENTS.get(percent.of(now.kept()));
  }

  /// The percent that a release has.
  int share(State now, Side side) {
    int share = PERCENTS.get(target.of(now.world()));
    return side == Side.TARGET ? share : served.is(now.world()) ? 100 - share : 0;
  }

  State share(State now, int base, int percent) {
    return now.world(served, base + percent > 0).world(target, PERCENTS.indexOf(percent));
  }

  long note(long durable, Note note) {
    return switch (note) {
      case Note.Live(var release) -> live.set(durable, RELEASES.indexOf(release));
      case Note.LastGood(var release) -> good.set(durable, RELEASES.indexOf(Optional.of(release)));
      case Note.Quarantined _ -> quarantined.set(durable, 1);
    };
  }

  StepState state(State now, int step) {
    return StepState.values()[state[step].of(now.kept())];
  }

  Phase phase(State now) {
    return Phase.values()[phase.of(now.kept())];
  }
}
