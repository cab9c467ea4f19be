package dev.millwright.offline.watch;

import java.util.List;

/// One feature's values as counts, over what a [Baseline] says.
///
/// @param bins one count a bin, then nulls
/// @param stretches one count for each stretch between the training's quantiles
/// @param categories one count a category, then others, then nulls; empty where values are none
record Seen(List<Long> bins, List<Long> stretches, List<Long> categories) {
  Seen {
    bins = List.copyOf(bins);
    stretches = List.copyOf(stretches);
    categories = List.copyOf(categories);
  }

  /// Values that are missing.
  Share nulls() {
    return new Share(bins.getLast(), total(bins));
  }

  /// Values outside of the training's least and greatest, of those that there are.
  Share outside() {
    return new Share(bins.getFirst() + bins.get(bins.size() - 2), total(bins) - bins.getLast());
  }

  /// Values that are none of the training's categories, of those that there are.
  Share others() {
    return new Share(
        categories.get(categories.size() - 2), total(categories) - categories.getLast());
  }

  private static long total(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
