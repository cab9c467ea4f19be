package dev.millwright.spec.binding;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Some of a few words, each at most once; their order says nothing.
final class Choices {
  private Choices() {}

  /// What of a list is none of the words is a finding, and left out.
  static <T extends Comparable<T>> SortedSet<T> of(
      Value value, T[] all, Function<T, String> wordOf) {
    List<String> words = Arrays.stream(all).map(wordOf).toList();
    List<String> given = value.unique(value.list(it -> it.choice(words)), word -> word);
    return Arrays.stream(all)
        .filter(it -> given.contains(wordOf.apply(it)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
