package dev.millwright.reconciler.monitor;

/// Told of an alert that fires, within the transaction that records it: what is written then is
/// durable together with the alert, and must not be carried out yet.
@FunctionalInterface
public interface Alarm {
  void fired(Fired fired);
}
