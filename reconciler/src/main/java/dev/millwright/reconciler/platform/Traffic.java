package dev.millwright.reconciler.platform;

import java.util.Optional;

/// What a release's requests came to, counted since the gateway started.
///
/// @param p50 milliseconds; absent without a request
/// @param p99 milliseconds; absent without a request
public record Traffic(long requests, long errors, Optional<Double> p50, Optional<Double> p99) {
  public static final Traffic NONE = new Traffic(0, 0, Optional.empty(), Optional.empty());
}
