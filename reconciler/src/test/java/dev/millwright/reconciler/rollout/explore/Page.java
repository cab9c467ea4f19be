package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.Decision;
import dev.millwright.reconciler.rollout.Note;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.reconciler.rollout.Turn;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.RolloutRecord;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the machine says of one record; each thing is asked once.
final class Page {
  final long word;
  final RolloutRecord rollout;
  final boolean forward;
  final boolean ended;

  /// The steps to perform, by their index.
  final int[] ready;

  /// The moves of the way to go; none while steps are performed.
  final List<Op> way;

  /// What a leader that takes office does first.
  final List<Op> resume;

  private final Book book;
  private final List<Op>[] moves;
  private @Nullable Reaction[] reactions = new Reaction[0];

  /// What an event leads to.
  record Reaction(Page page, List<Note> along) {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  Page(Book book, long word) {
    this.book = book;
    this.word = word;
    this.rollout = book.words.decode(word);
    this.forward = RolloutMachine.movesForward(rollout);
    this.ended = rollout.phase().isEnd();
    this.moves = new List[book.words.steps.size()];
    this.resume = book.ops(book.machine.resume(rollout));
    Decision decision = book.machine.decide(rollout);
    this.ready =
        decision instanceof Decision.Perform(var steps)
            ? steps.stream().mapToInt(step -> book.words.steps.indexOf(step)).toArray()
            : new int[0];
    this.way = decision instanceof Decision.Go(var all) ? book.ops(all) : List.of();
  }

  /// @param from the share that a shift begins with
  List<Op> moves(int step, int from) {
    if (book.words.steps.get(step).action() == Action.SHIFT && book.words.cursor.of(word) != from) {
      return book.page(book.words.cursor.set(word, from)).moves(step, from);
    }
    if (moves[step] == null) {
      moves[step] = book.ops(book.machine.moves(rollout, book.words.steps.get(step)));
    }
    return moves[step];
  }

  Reaction react(Op op) {
    if (op.number() >= reactions.length) {
      reactions = Arrays.copyOf(reactions, op.number() + 1);
    }
    Reaction known = reactions[op.number()];
    if (known == null) {
      Turn turn =
          book.machine.react(rollout, java.util.Objects.requireNonNull(op.event()), Shape.AT);
      Turns.check(rollout, op.event(), turn.rollout());
      known = new Reaction(book.page(book.words.encode(turn.rollout())), turn.along());
      reactions[op.number()] = known;
    }
    return known;
  }
}
