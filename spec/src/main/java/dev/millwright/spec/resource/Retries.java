package dev.millwright.spec.resource;

import java.time.Duration;

/// How often and when what failed is started again. Operational.
///
/// @param limit how often it is started again at most
/// @param backoff how long after the first failure
/// @param factor how many times longer after each further one; at least 1
public record Retries(int limit, Duration backoff, double factor) {
  /// No wait is longer, however often something failed.
  public static final Duration LONGEST = Duration.ofHours(1);

  /// How long after a failure it is started again.
  ///
  /// @param failures how many there were, from 1
  public Duration after(int failures) {
    double millis = backoff.toMillis() * Math.pow(factor, failures - 1.0);
    return millis < LONGEST.toMillis() ? Duration.ofMillis(Math.round(millis)) : LONGEST;
  }

  /// How long all attempts and the waits between them take at most.
  ///
  /// @param once how long one attempt takes at most
  public Duration longest(Duration once) {
    Duration longest = once;
    for (int failures = 1; failures <= limit; failures++) {
      longest = longest.plus(after(failures)).plus(once);
    }
    return longest;
  }
}
