package dev.millwright.serving.graph;

import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where a vector's values stand once its enrich step has run.
///
/// @param derived slots by name
record Enriched(FeatureVector vector, List<Column> columns, SortedMap<String, Integer> derived) {
  Enriched {
    columns = List.copyOf(columns);
    derived = Collections.unmodifiableSortedMap(new TreeMap<>(derived));
  }

  /// One selected feature.
  ///
  /// @param set the set it is of, all of whose features stand in the row from `firstSlot` on
  /// @param position the feature's place in its set
  /// @param lookup which of the graph's lookups found it
  record Column(
      String alias,
      FeatureSet set,
      FeatureSet.Feature feature,
      int firstSlot,
      int position,
      int lookup) {
    int slot() {
      return firstSlot + position;
    }
  }
}
