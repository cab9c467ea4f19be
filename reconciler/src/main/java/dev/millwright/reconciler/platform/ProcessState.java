package dev.millwright.reconciler.platform;

import java.util.Locale;

public enum ProcessState {
  STARTING,
  READY,
  /// It died and waits for its next start.
  RESTARTING,
  STOPPED;

  /// The word for people.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
