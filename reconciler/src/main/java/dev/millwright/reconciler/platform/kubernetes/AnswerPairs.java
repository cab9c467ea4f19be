package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.Copied;
import dev.millwright.spec.Digest;
import dev.millwright.spec.serving.AskedTwice;
import dev.millwright.spec.serving.Difference;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds what two releases answered to one request, of which each pod knows one, and holds them
/// against each other.
final class AnswerPairs {
  private final SortedMap<Digest, Copied> compared = new TreeMap<>();

  /// Those of which there may be word again: pods tell of a while.
  private final Set<Asked> done = new HashSet<>();

  private record Asked(String request, Digest copy) {}

  /// @param told what all pods know at one time
  void take(Collection<AskedTwice> told) {
    Map<Asked, AskedTwice> got = new HashMap<>();
    Map<Asked, AskedTwice> copies = new HashMap<>();
    for (AskedTwice answer : told) {
      var asked = new Asked(answer.request(), answer.copy());
      (answer.answersCopy() ? copies : got).put(asked, answer);
    }
    done.retainAll(copies.keySet());
    got.forEach(
        (asked, answer) -> {
          AskedTwice copy = copies.get(asked);
          if (copy != null && done.add(asked)) {
            compare(answer, copy);
          }
        });
  }

  private void compare(AskedTwice got, AskedTwice copy) {
    Difference.between(got.answer(), copy.answer())
        .ifPresent(
            difference ->
                compared.merge(
                    copy.copy(), Copied.NONE.plus(difference), (all, one) -> all.plus(one)));
  }

  /// Cumulative, by the release that was asked by copies.
  SortedMap<Digest, Copied> compared() {
    return new TreeMap<>(compared);
  }
}
