package dev.millwright.serving.graph;

import dev.millwright.runtime.feature.Status;
import dev.millwright.spec.Digest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a lookup answers: each feature's value and status, in the order of the set's features.
///
/// @param values null wherever the status is not `PRESENT`
/// @param snapshot the state of the store that was read; null when nothing had to be read
@SuppressWarnings("ArrayRecordComponent") // copied into a row and dropped, never compared
public record Features(@Nullable Object[] values, Status[] statuses, @Nullable Digest snapshot) {
  /// What a missing key or time finds.
  static Features none(int features) {
    Status[] statuses = new Status[features];
    Arrays.fill(statuses, Status.NOT_FOUND);
    return new Features(new @Nullable Object[features], statuses, null);
  }

  boolean isFound() {
    for (Status status : statuses) {
      if (status != Status.NOT_FOUND) {
        return true;
      }
    }
    return false;
  }
}
