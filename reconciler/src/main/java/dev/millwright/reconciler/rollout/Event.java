package dev.millwright.reconciler.rollout;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Step;

/// What a rollout may meet. What an event changes is durable before anybody acts on it.
public sealed interface Event {
  /// A step is about to begin, for the first time or once more after a crash.
  record Began(Step step) implements Event {}

  record Done(Step step) implements Event {}

  /// A step came to an end without success, or did not end within its deadline.
  ///
  /// @param cause one sentence for people
  record Failed(Step step, String cause) implements Event {}

  /// The target's share of the traffic is about to move.
  ///
  /// @param index of the share among the rollout's shares
  record Share(Step step, int percent, int index) implements Event {}

  /// Another release should run now.
  record Newer(Digest successor) implements Event {}

  /// Every step is done, the proving included: what nothing needs any more is about to go.
  record Proven() implements Event {}

  /// The base has all traffic again.
  record Back() implements Event {}

  /// Something is in the way of retiring or returning.
  ///
  /// @param newer whether another release waits
  record Obstructed(boolean newer) implements Event {}

  /// Retiring or returning has come to its end.
  record Ended() implements Event {}
}
