package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.StepState;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All that may happen next in a state: the leader's threads, each move of which takes effect or
/// not, and [what the world does][Outside].
final class Interleavings {
  final Words words;
  final Book book;
  final World world;
  final Weather weather;
  private final Outside outside;
  private final Op[] failed;

  /// What is happening, for whoever is told of the state that it leads to.
  Deed deed = Deed.COMMIT;

  int step;
  @Nullable Op op;

  Interleavings(Shape shape, Machine machine, Weather weather) {
    this.words = new Words(shape, machine);
    this.book = new Book(words, machine);
    this.world = new World(words, machine);
    this.weather = weather;
    this.outside = new Outside(this, machine);
    this.failed =
        words.steps.stream()
            .map(it -> book.op(new Event.Failed(it, Words.FAILED)))
            .toArray(Op[]::new);
  }

  /// @param sink takes each next state
  /// @throws Violation when what happens breaks an invariant
  void from(State now, Consumer<State> sink) {
    Page page = book.page(now);
    outside.loose(now, page, sink);
    if (!page.ended) {
      if (words.resume.is(now.world())) {
        resume(now, page.resume, words.resume.of(now.world()) - 1, sink);
      } else {
        leader(now, page, sink);
      }
      outside.from(now, page, sink);
    }
  }

  State first() {
    return office(words.begin());
  }

  /// The state of a leader that takes office.
  State office(State now) {
    return now.world(words.resume, book.page(now).resume.isEmpty() ? 0 : 1);
  }

  private void resume(State now, List<Op> moves, int index, Consumer<State> sink) {
    Op move = moves.get(index);
    boolean last = index + 1 == moves.size();
    at(Deed.RESUMES, 0, move);
    sink.accept(world.make(now, move.move(), false).world(words.resume, last ? 0 : index + 2));
    if (weather.failures()) {
      at(Deed.DOES_NOT_RESUME, 0, move);
      sink.accept(now.world(words.resume, 0).world(words.excused, 1));
    }
  }

  private void leader(State now, Page page, Consumer<State> sink) {
    begin(now, page, sink);
    boolean idle = true;
    for (int i = 0; i < words.hand.length; i++) {
      int at = words.hand[i].of(now.world());
      if (at > 0) {
        idle = false;
        hand(now, page, i, at - 1, sink);
      }
    }
    if (idle && !page.way.isEmpty()) {
      go(now, page, sink);
    }
  }

  void at(Deed next, int who, @Nullable Op what) {
    deed = next;
    step = who;
    op = what;
  }

  List<Op> moves(State now, Page page, int step) {
    boolean shift = words.steps.get(step).action() == Action.SHIFT;
    return page.moves(step, shift ? words.from.of(now.world()) : 0);
  }

  private void begin(State now, Page page, Consumer<State> sink) {
    for (int ready : page.ready) {
      if (!words.hand[ready].is(now.world())) {
        State next = now;
        if (words.steps.get(ready).action() == Action.SHIFT) {
          next = next.world(words.from, words.cursor.of(now.kept()));
        }
        if (Words.works(words.steps.get(ready))) {
          next = next.world(words.loose[ready], 0);
        }
        Op first = moves(next, page, ready).getFirst();
        at(Deed.BEGINS, ready, first);
        sink.accept(first.keeps() ? kept(next, page, ready, 0, first) : hand(next, ready, 1));
      }
    }
  }

  private void hand(State now, Page page, int step, int index, Consumer<State> sink) {
    Op move = moves(now, page, step).get(index);
    at(move.keeps() ? Deed.KEEPS : Deed.SUCCEEDS, step, move);
    sink.accept(
        move.keeps()
            ? kept(now, page, step, index, move)
            : hand(world.make(now, move.move(), false), step, index + 2));
    if (weather.failures() && !move.keeps()) {
      fail(now, page, step, move, sink);
    }
    if (!page.forward) {
      at(Deed.IS_INTERRUPTED, step, null);
      sink.accept(hand(outside.left(now, step, move, false), step, 0));
    } else if (weather.failures() && words.state(now, step) == StepState.RUNNING) {
      at(Deed.IS_OVERDUE, step, failed[step]);
      sink.accept(turned(now, page, failed[step]));
    }
  }

  private void fail(State now, Page page, int step, Op move, Consumer<State> sink) {
    at(Deed.FAILS, step, move);
    sink.accept(hand(turned(now, page, failed[step]), step, 0));
    if (!(move.move() instanceof Move.Hold || move.move() instanceof Move.Watch)) {
      at(Deed.FAILS_LATE, step, move);
      State made = world.make(now, move.move(), false);
      sink.accept(hand(turned(made, page, failed[step]), step, 0));
    }
  }

  /// After a record was kept, the step's thread goes on while the rollout moves forward.
  private State kept(State now, Page page, int step, int index, Op move) {
    if (move.event() instanceof Event.Done) {
      world.laws().mustBeDone(now, step);
    }
    State next = turned(now, page, move);
    boolean last = index + 1 == moves(now, page, step).size();
    boolean on = !last && book.page(next).forward;
    return hand(next, step, on ? index + 2 : 0);
  }

  private State hand(State now, int step, int value) {
    boolean over = value == 0 && words.steps.get(step).action() == Action.SHIFT;
    return (over ? now.world(words.from, 0) : now).world(words.hand[step], value);
  }

  /// The state after a record was kept.
  State turned(State now, Page page, Op keep) {
    Page.Reaction reaction = page.react(keep);
    long durable = now.kept() & ~words.seenByMachine(-1L) | reaction.page().word;
    for (var note : reaction.along()) {
      durable = words.note(durable, note);
    }
    return now.kept(durable);
  }

  private void go(State now, Page page, Consumer<State> sink) {
    int index = words.way.of(now.world());
    Op move = page.way.get(index);
    boolean last = index + 1 == page.way.size();
    at(Deed.GOES, 0, move);
    if (move.keeps()) {
      State next = turned(now, page, move);
      boolean other = book.page(next) != page;
      sink.accept(next.world(words.way, last || other ? 0 : index + 1));
    } else {
      sink.accept(world.make(now, move.move(), false).world(words.way, last ? 0 : index + 1));
      if (weather.failures() && !(move.move() instanceof Move.Drain)) {
        obstruct(now, page, move, sink);
      }
    }
  }

  private void obstruct(State now, Page page, Op move, Consumer<State> sink) {
    Op obstacle = book.op(new Event.Obstructed(words.newer.is(now.world())));
    at(Deed.IS_OBSTRUCTED, 0, move);
    sink.accept(turned(now, page, obstacle).world(words.way, 0));
    at(Deed.IS_OBSTRUCTED_LATE, 0, move);
    State made = world.make(now, move.move(), false);
    sink.accept(turned(made, page, obstacle).world(words.way, 0));
  }
}
