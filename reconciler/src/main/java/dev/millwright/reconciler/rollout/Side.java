package dev.millwright.reconciler.rollout;

/// One of the two releases between which a rollout moves traffic.
public enum Side {
  /// What had all traffic when it began.
  BASE,
  TARGET
}
