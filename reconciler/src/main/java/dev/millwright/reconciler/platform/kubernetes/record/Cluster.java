package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.Telling.Happening;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.node.ObjectNode;

/// What the copy of the record is written to.
interface Cluster {
  /// What of an object is there.
  ///
  /// @param generation counts changes of the spec
  record There(
      ObjectKey key,
      String uid,
      int generation,
      SortedMap<String, String> labels,
      ObjectNode spec,
      ObjectNode status) {}

  /// All that is there already of this record's.
  ///
  /// @throws ClusterFailure when it does not answer, as all of these
  List<There> list() throws ClusterFailure;

  /// Makes the object or its spec what it is to be.
  There apply(ClusterObject object) throws ClusterFailure;

  /// @param status of an object whose spec was applied
  void applyStatus(ObjectKey key, ObjectNode status) throws ClusterFailure;

  /// Again is no change.
  void delete(ObjectKey key, String uid) throws ClusterFailure;

  /// Tells what happened; what was told already is not told again.
  ///
  /// @param uid of the object that it is about; absent when it is not there
  void tell(Happening happening, Optional<String> uid) throws ClusterFailure;
}
