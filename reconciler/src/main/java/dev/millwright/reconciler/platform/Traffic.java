package dev.millwright.reconciler.platform;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a release's requests came to, counted since the gateway started.
///
/// @param p50 milliseconds; absent without a request
/// @param p99 milliseconds; absent without a request
public record Traffic(long requests, long errors, Optional<Double> p50, Optional<Double> p99) {
  public static final Traffic NONE = new Traffic(0, 0, Optional.empty(), Optional.empty());

  /// What a process tells of a release, at its `/-/metrics`.
  public static Traffic of(JsonNode measured) {
    long requests = measured.path("requests").asLong();
    Optional<Double> p50 =
        requests == 0 ? Optional.empty() : Optional.of(measured.path("p50_ms").asDouble());
    Optional<Double> p99 =
        requests == 0 ? Optional.empty() : Optional.of(measured.path("p99_ms").asDouble());
    return new Traffic(requests, measured.path("errors").asLong(), p50, p99);
  }

  /// Of two processes together. Percentiles do not add up: the slower one's count.
  public Traffic plus(Traffic other) {
    return new Traffic(
        requests + other.requests,
        errors + other.errors,
        slower(p50, other.p50),
        slower(p99, other.p99));
  }

  /// What was counted after something that was counted before. A gateway that was started anew
  /// meanwhile counts from nothing: then all that it counted is of this stretch.
  public Traffic since(Traffic before) {
    return requests < before.requests
        ? this
        : new Traffic(requests - before.requests, errors - before.errors, p50, p99);
  }

  private static Optional<Double> slower(Optional<Double> one, Optional<Double> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
  }
}
