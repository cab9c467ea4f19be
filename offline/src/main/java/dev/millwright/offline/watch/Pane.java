package dev.millwright.offline.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was seen in one pane of event time: counts a bin and feature, so that panes add up to
/// windows in any order.
///
/// @param samples how many requests
/// @param bins by feature: one count a bin of the baseline, then nulls
/// @param quantiles by feature: one count for each stretch between the baseline's hundred
///   quantiles, for distances along the axis
/// @param categories by feature: one count a category; absent in the memory of a monitor that did
///   not keep them yet
record Pane(
    long samples,
    SortedMap<String, List<Long>> bins,
    SortedMap<String, List<Long>> quantiles,
    Optional<SortedMap<String, List<Long>>> categories) {
  Pane {
    bins = new TreeMap<>(bins);
    quantiles = new TreeMap<>(quantiles);
    categories = categories.map(TreeMap::new);
  }

  static Pane empty() {
    return new Pane(0, new TreeMap<>(), new TreeMap<>(), Optional.of(new TreeMap<>()));
  }

  /// A feature's counts, nothing when the pane saw no request.
  Seen seen(String feature) {
    return new Seen(
        bins.getOrDefault(feature, List.of()),
        quantiles.getOrDefault(feature, List.of()),
        categories.map(it -> it.getOrDefault(feature, List.of())).orElse(List.of()));
  }

  /// Both together. Categories that one of them did not keep are not known of both.
  Pane plus(Pane other) {
    return new Pane(
        samples + other.samples,
        sum(bins, other.bins),
        sum(quantiles, other.quantiles),
        categories.flatMap(own -> other.categories.map(others -> sum(own, others))));
  }

  private static SortedMap<String, List<Long>> sum(
      Map<String, List<Long>> left, Map<String, List<Long>> right) {
    SortedMap<String, List<Long>> sum = new TreeMap<>(left);
    right.forEach((feature, counts) -> sum.merge(feature, counts, Pane::sum));
    return sum;
  }

  private static List<Long> sum(List<Long> left, List<Long> right) {
    Long[] sum = new Long[left.size()];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = left.get(i) + right.get(i);
    }
    return List.of(sum);
  }
}
