package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import java.util.Optional;
import java.util.SortedMap;

/// The one entrance: chooses a release for each request.
public interface Gateway {
  /// Sets the shares and where each release's graphs answer, and starts the gateway if none runs;
  /// returns when the gateway has confirmed.
  void route(Routes routes) throws PlatformFailure, InterruptedException;

  /// Whether it splits requests by shares. One that does not leads to all pods alike, whatever
  /// their release, and shares are those of their numbers.
  default boolean splits() {
    return true;
  }

  /// What it has counted since it started, by release.
  SortedMap<Digest, ReleaseTraffic> traffic() throws PlatformFailure, InterruptedException;

  /// What came of the copies of requests that releases were asked by, as it is counted since then.
  SortedMap<Digest, Copied> copied() throws PlatformFailure, InterruptedException;

  /// What is known of it; empty before it was asked for first.
  Optional<GatewayAt> state();
}
