package dev.millwright.reconciler.rollout.explore;

import static dev.millwright.reconciler.rollout.explore.Violation.unless;

import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.Move;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// What happens to a rollout without its leader's doing: newer commits, crashes, other leaders,
/// processes that vanish, and what was left half done.
final class Outside {
  private final Interleavings all;
  private final Words words;
  private final World world;
  private final Book book;
  private final boolean keepsOnlyNew;
  private final Op newer;
  private final Op[] done;

  Outside(Interleavings all, Machine machine) {
    this.all = all;
    this.words = all.words;
    this.world = all.world;
    this.book = all.book;
    this.keepsOnlyNew = !machine.mayKeep(2, 1);
    this.newer = book.op(new Event.Newer(Words.NEWER));
    this.done = words.steps.stream().map(step -> book.op(new Event.Done(step))).toArray(Op[]::new);
  }

  void from(State now, Page page, Consumer<State> sink) {
    if (all.weather.commits()) {
      commits(now, page, sink);
    }
    if (all.weather.crashes()) {
      crashes(now, page, sink);
    }
    if (all.weather.drift()) {
      drift(now, sink);
    }
  }

  private void commits(State now, Page page, Consumer<State> sink) {
    if (!words.newer.is(now.world())) {
      all.at(Deed.COMMIT, 0, null);
      sink.accept(now.world(words.newer, 1));
    } else if (!words.resume.is(now.world())) {
      all.at(Deed.LOOKS, 0, newer);
      State next = all.turned(now, page, newer);
      if (next.kept() != now.kept()) {
        sink.accept(next);
      }
    }
  }

  private void crashes(State now, Page page, Consumer<State> sink) {
    State crashed = over(now, page, false);
    all.at(Deed.CRASHES, 0, null);
    sink.accept(crashed);
    State deposed = over(now, page, true);
    if (deposed.world() != crashed.world()) {
      all.at(Deed.IS_DEPOSED, 0, null);
      sink.accept(deposed.world(words.heard, 0));
    }
    all.at(Deed.LOSES_POWER, 0, null);
    sink.accept(dark(crashed));
  }

  /// Another leader's first state.
  ///
  /// @param alive whether the one before lives on
  private State over(State now, Page page, boolean alive) {
    State next = now;
    for (int i = 0; i < words.hand.length; i++) {
      int at = words.hand[i].of(now.world());
      if (at > 0) {
        next = left(next, i, all.moves(now, page, i).get(at - 1), alive);
        next = next.world(words.hand[i], 0);
      }
    }
    if (alive && !page.way.isEmpty() && !words.resume.is(now.world())) {
      next = leftMove(next, page.way.get(words.way.of(now.world())));
    }
    if (alive && words.resume.is(now.world())) {
      next = leftMove(next, page.resume.get(words.resume.of(now.world()) - 1));
    }
    next = next.world(words.way, 0).world(words.from, 0).world(words.excused, 0);
    return all.office(world.unseen(next));
  }

  /// What a step has in hand when its thread ends: a job runs on, and so does a call to what runs
  /// when the caller does.
  State left(State now, int step, Op move, boolean alive) {
    if (move.move() instanceof Move.Work) {
      boolean job = !Words.isStart(words.steps.get(step));
      boolean open = job ? !words.made[step].is(now.world()) : alive;
      return open ? now.world(words.loose[step], 1) : now;
    }
    return alive ? leftMove(now, move) : now;
  }

  private State leftMove(State now, Op move) {
    return move.reaches() ? now.world(words.looseMove, book.reach(move) + 1) : now;
  }

  /// The gateway has to be told anew, too.
  private State dark(State now) {
    State next = words.share(now, 0, 0);
    next = next.world(words.copies, 0);
    next = next.world(words.known[0], 0).world(words.known[1], 0);
    next = next.world(words.baseRuns, 0).world(words.keptRuns, 0).world(words.looseMove, 0);
    next = next.world(words.asked[0], 0).world(words.asked[1], 0).world(words.heard, 1);
    for (int start : words.starts) {
      next = next.world(words.made[start], 0).world(words.loose[start], 0);
    }
    for (int job : words.jobs) {
      next = next.world(words.loose[job], 0);
    }
    return next;
  }

  private void drift(State now, Consumer<State> sink) {
    boolean base = words.seen[0].is(now.world());
    boolean target = words.seen[1].is(now.world());
    vanish(now, words.baseRuns, base, sink);
    vanish(now, words.keptRuns, base || target, sink);
    for (int start : words.starts) {
      vanish(now, words.made[start], target, sink);
    }
  }

  private void vanish(State now, Field process, boolean seen, Consumer<State> sink) {
    if (process.is(now.world()) && !seen) {
      all.at(Deed.VANISHES, List.of(words.made).indexOf(process), null);
      sink.accept(now.world(process, 0));
    }
  }

  /// What takes effect late.
  void loose(State now, Page page, Consumer<State> sink) {
    for (int job : words.jobs) {
      if (words.loose[job].is(now.world())) {
        all.at(Deed.WORKS_ON, job, null);
        sink.accept(now.world(words.made[job], 1).world(words.loose[job], 0));
      }
    }
    if (!words.heard.is(now.world()) || !world.fenced()) {
      reaching(now, page, sink);
    }
  }

  private void reaching(State now, Page page, Consumer<State> sink) {
    for (int start : words.starts) {
      if (words.loose[start].is(now.world())) {
        all.at(Deed.WORKS_ON, start, null);
        Move work = new Move.Work(words.steps.get(start));
        sink.accept(settled(world.make(now, work, true).world(words.loose[start], 0)));
        late(page, start);
      }
    }
    if (words.looseMove.is(now.world())) {
      Op move = Objects.requireNonNull(book.reaching(words.looseMove.of(now.world()) - 1));
      all.at(Deed.REACHES, 0, move);
      sink.accept(settled(world.make(now, move.move(), true).world(words.looseMove, 0)));
    }
  }

  /// The earlier leader learns that it succeeded, and wants to keep that.
  private void late(Page page, int step) {
    unless(
        keepsOnlyNew || page.react(done[step]).page() == page,
        Invariant.ONE_LEADER,
        "the record takes a change by an earlier leader");
  }

  /// When nothing of an earlier leader is under way any more, who is heard of makes no difference.
  private State settled(State now) {
    boolean open = words.looseMove.is(now.world());
    for (int start : words.starts) {
      open |= words.loose[start].is(now.world());
    }
    return open ? now : now.world(words.heard, 1);
  }
}
