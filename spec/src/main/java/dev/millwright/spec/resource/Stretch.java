package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;

/// A stretch of event time that a [Monitor] compares windows with.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stretch")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Stretch.Before.class, name = "before"),
  @JsonSubTypes.Type(value = Stretch.Between.class, name = "between"),
})
public sealed interface Stretch {
  /// The one that ends where a window begins.
  record Before(Duration window) implements Stretch {}

  /// One that stays.
  ///
  /// @param to exclusive
  record Between(Instant from, Instant to) implements Stretch {}
}
