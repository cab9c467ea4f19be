package dev.millwright.runtime.feature;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of a key as a store keeps it. Times are microseconds since the epoch.
///
/// @param available when its values became known
/// @param timestamp its event time
/// @param offset its place in the source
/// @param values of the set's stored columns, see [SetLayout#columns]
public record Row(long available, long timestamp, long offset, List<@Nullable Object> values) {
  /// The order in which rows are folded.
  public static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::available)
          .thenComparingLong(Row::timestamp)
          .thenComparingLong(Row::offset);

  /// By event time; of equal ones the one known later, then the one that stands later in the
  /// source.
  public static final Comparator<Row> NEWER =
      Comparator.comparingLong(Row::timestamp)
          .thenComparingLong(Row::available)
          .thenComparingLong(Row::offset);

  /// Whether this row's plain values hold over another's that is also known.
  boolean isNewerThan(Row other) {
    return NEWER.compare(this, other) > 0;
  }
}
