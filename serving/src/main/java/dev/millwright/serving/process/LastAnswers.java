package dev.millwright.serving.process;

import dev.millwright.spec.serving.AskedTwice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last answers to requests that two releases were asked, for whoever holds them against each
/// other: a process sees one of the two only. Safe for use by many threads.
final class LastAnswers {
  /// How many are kept.
  static final int COUNT = 512;

  /// A longer answer is not kept, so that all of them are small beside a process.
  static final int MOST_BYTES = 8 * 1024;

  private final Deque<AskedTwice> last = new ArrayDeque<>(COUNT);

  synchronized void add(AskedTwice answer) {
    if (answer.answer().body().length > MOST_BYTES) {
      return;
    }
    if (last.size() == COUNT) {
      last.removeFirst();
    }
    last.addLast(answer);
  }

  /// The oldest first.
  synchronized List<AskedTwice> all() {
    return List.copyOf(last);
  }
}
