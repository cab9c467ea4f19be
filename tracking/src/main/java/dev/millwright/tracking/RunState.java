package dev.millwright.tracking;

import java.util.Locale;

public enum RunState {
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  TIMED_OUT;

  public boolean isEnd() {
    return switch (this) {
      case PENDING, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED, TIMED_OUT -> true;
    };
  }

  /// The word for people.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
