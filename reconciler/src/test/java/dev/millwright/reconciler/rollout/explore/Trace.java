package dev.millwright.reconciler.rollout.explore;

import java.util.ArrayList;
import java.util.List;

/// The way to a state, in words.
record Trace(Interleavings all, Seen seen) {
  /// @param last whether what the machine was just about to do belongs to it
  List<String> to(int number, Violation violation, boolean last) {
    String attempt = words();
    List<String> lines = new ArrayList<>();
    for (int at = number; seen.parent(at) >= 0; at = seen.parent(at)) {
      lines.addFirst(line(seen.state(seen.parent(at)), seen.state(at)));
    }
    if (last) {
      lines.add(attempt);
    }
    List<String> numbered = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      numbered.add("%2d. %s".formatted(i + 1, lines.get(i)));
    }
    numbered.add(
        "%s: %s (%s)"
            .formatted(violation.invariant, violation.getMessage(), violation.invariant.sentence));
    return numbered;
  }

  private String line(State from, State to) {
    List<String> found = new ArrayList<>();
    try {
      all.from(
          from,
          next -> {
            if (next.equals(to)) {
              found.add(words());
            }
          });
    } catch (Violation later) {
      return found.getFirst();
    }
    return found.getFirst();
  }

  private String words() {
    String step = step();
    String move = all.op == null ? "" : all.op.words();
    return switch (all.deed) {
      case RESUMES -> "taking office, the leader " + move;
      case DOES_NOT_RESUME -> "taking office, the leader does not succeed: it " + move;
      case GOES -> "the leader " + move;
      case KEEPS, SUCCEEDS -> step + ": the leader " + move;
      case BEGINS -> "the leader begins " + step + ": it " + move;
      case IS_INTERRUPTED -> step + " is interrupted";
      case FAILS -> step + " fails, nothing came of it: the leader " + move;
      case FAILS_LATE -> step + " fails, though something came of it: the leader " + move;
      case IS_OVERDUE -> "the deadline of " + step + " passes";
      case IS_OBSTRUCTED -> "an obstacle, nothing came of it: the leader " + move;
      case IS_OBSTRUCTED_LATE -> "an obstacle, though something came of it: the leader " + move;
      case COMMIT -> "a newer commit comes";
      case LOOKS -> "the leader looks at git, and " + move;
      case CRASHES -> "the leader dies and the next one begins";
      case LOSES_POWER -> "the power fails; a leader begins and nothing runs";
      case IS_DEPOSED -> "another leader takes office; what the earlier one has in hand goes on";
      case WORKS_ON -> "late: " + step + " takes effect, of an earlier leader";
      case REACHES -> "late: the earlier leader " + move;
      case VANISHES -> (all.step < 0 ? "a process of the base" : step + "'s process") + " vanishes";
    };
  }

  private String step() {
    return all.step < 0 ? "" : all.words.steps.get(all.step).id();
  }
}
