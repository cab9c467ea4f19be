package dev.millwright.offline.join;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A row of the measured set's source.
///
/// @param place where it stands in the source
record Measured(
    int place, String key, Instant at, Instant known, Double level, Long count, String note) {
  List<Object> values() {
    return Arrays.asList(key, at, known, level, count, note);
  }

  /// The same, known when it happened.
  Measured atOnce() {
    return new Measured(place, key, at, at, level, count, note);
  }

  /// The level as it is read: NaN is missing.
  Double finiteLevel() {
    return level != null && Double.isFinite(level) ? level : null;
  }
}
