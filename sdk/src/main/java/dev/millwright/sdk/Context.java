package dev.millwright.sdk;

/// The run that a function is part of.
public interface Context {
  /// Adds a point to a series of this run, such as the loss after each epoch.
  void log(String metric, long step, double value);

  /// Says something in the run's log.
  void say(String line);
}
