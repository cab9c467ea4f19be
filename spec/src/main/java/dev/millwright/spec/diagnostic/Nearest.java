package dev.millwright.spec.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The word that a person probably meant.
public final class Nearest {
  private Nearest() {}

  /// The candidate that fewest edits lead to (a letter more, less, other, or two swapped; case does
  /// not count), if they are few for the word's length. Of equals the first in order.
  public static Optional<String> to(String word, Collection<String> candidates) {
    int limit = Math.max(1, word.length() / 3);
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// A question for a hint: did you mean `x`?
  public static Optional<String> hint(String word, Collection<String> candidates) {
    return to(word, candidates).map(nearest -> "did you mean `" + nearest + "`?");
  }

  // Optimal string alignment over three rows.
  private static int distance(String left, String right) {
    String from = left.toLowerCase(Locale.ROOT);
    String into = right.toLowerCase(Locale.ROOT);
    int[] before = new int[into.length() + 1];
    int[] last = new int[into.length() + 1];
    for (int j = 0; j <= into.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[into.length() + 1];
      row[0] = i;
      for (int j = 1; j <= into.length(); j++) {
        int change = from.charAt(i - 1) == into.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (swapped(from, i, into, j)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[into.length()];
  }

  private static boolean swapped(String from, int i, String into, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == into.charAt(j - 2)
        && from.charAt(i - 2) == into.charAt(j - 1);
  }
}
