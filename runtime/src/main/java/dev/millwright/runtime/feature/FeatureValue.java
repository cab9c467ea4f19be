package dev.millwright.runtime.feature;

import org.jspecify.annotations.Nullable;

/// A value and what stands behind it.
public record FeatureValue(@Nullable Object value, Status status) {
  static FeatureValue of(@Nullable Object value) {
    return new FeatureValue(value, value == null ? Status.NULL : Status.PRESENT);
  }

  static FeatureValue missing(Status why) {
    return new FeatureValue(null, why);
  }
}
