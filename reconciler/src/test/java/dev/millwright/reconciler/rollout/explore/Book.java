package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.Move;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the machine says of each record that comes up.
final class Book {
  final Words words;
  final Machine machine;
  private final Map<Long, Page> pages = new HashMap<>();
  private final Map<Move, Op> ops = new HashMap<>();

  /// Those that reach what runs, in a numbering of their own.
  private final List<Op> reaching = new ArrayList<>();

  Book(Words words, Machine machine) {
    this.words = words;
    this.machine = machine;
  }

  Page page(State state) {
    return page(words.seenByMachine(state.kept()));
  }

  Page page(long word) {
    Page page = pages.get(word);
    if (page == null) {
      page = new Page(this, word);
      pages.put(word, page);
    }
    return page;
  }

  List<Op> ops(List<Move> moves) {
    return moves.stream().map(this::op).toList();
  }

  Op op(Move move) {
    Op op = ops.get(move);
    if (op == null) {
      op = new Op(ops.size(), move, move instanceof Move.Keep(var event) ? event : null);
      ops.put(move, op);
      if (op.reaches()) {
        reaching.add(op);
      }
    }
    return op;
  }

  Op op(Event event) {
    return op(new Move.Keep(event));
  }

  int reach(Op op) {
    return reaching.indexOf(op);
  }

  Op reaching(int number) {
    return reaching.get(number);
  }
}
