package dev.millwright.serving.graph;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The names of a row's parts, for those who tell of it.
///
/// @param inputs the models' columns
/// @param lookups the set behind each lookup
record Contract(
    List<NamedType> request,
    List<NamedType> response,
    List<Input> inputs,
    List<Enriched.Column> features,
    List<Name> lookups) {
  Contract {
    inputs = List.copyOf(inputs);
    features = List.copyOf(features);
    lookups = List.copyOf(lookups);
  }

  record Input(String name, int slot) {}

  void request(@Nullable Object[] row, ValueVisitor visitor) {
    for (int i = 0; i < request.size(); i++) {
      visitor.value(request.get(i).name(), row[i]);
    }
  }

  void response(@Nullable Object[] values, ValueVisitor visitor) {
    for (int i = 0; i < response.size(); i++) {
      visitor.value(response.get(i).name(), values[i]);
    }
  }

  void inputs(@Nullable Object[] row, boolean[] filled, ValueVisitor visitor) {
    for (Input input : inputs) {
      visitor.value(input.name(), filled[input.slot()] ? null : row[input.slot()]);
    }
  }

  void features(Passage passage, FeatureVisitor visitor) {
    for (Enriched.Column column : features) {
      Features found = passage.found[column.lookup()];
      if (found != null) {
        int slot = column.slot();
        visitor.feature(
            column.alias(),
            passage.row[slot],
            found.statuses()[column.position()],
            passage.filled[slot]);
      }
    }
  }

  SortedMap<Name, Digest> snapshots(@Nullable Features[] found) {
    SortedMap<Name, Digest> snapshots = new TreeMap<>();
    for (int i = 0; i < found.length; i++) {
      Features features = found[i];
      if (features != null && features.snapshot() != null) {
        snapshots.put(lookups.get(i), features.snapshot());
      }
    }
    return snapshots;
  }
}
