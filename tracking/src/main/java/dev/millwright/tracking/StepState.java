package dev.millwright.tracking;

import java.util.Locale;

/// How far one step of a rollout is.
public enum StepState {
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  /// Given up because the rollout returned or was overtaken.
  ABANDONED;

  /// The word for people.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
