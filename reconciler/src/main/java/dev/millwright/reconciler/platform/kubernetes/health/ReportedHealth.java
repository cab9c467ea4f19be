package dev.millwright.reconciler.platform.kubernetes.health;

import java.util.Optional;

/// Kinds whose controllers say by conditions how it goes.
final class ReportedHealth {
  private static final String UNSEEN = "its controller has not seen the latest spec";

  private ReportedHealth() {}

  /// @param reports whether silence means that the object is not ready
  static Health of(Live live, boolean reports) {
    return new Steps()
        .wait(live.isObserved(false), UNSEEN)
        .fail(live.affirmed("Stalled"))
        .wait(live.affirmed("Reconciling"))
        .wait(live.condition("Ready").filter(it -> !it.isTrue()))
        .wait(
            !reports || live.condition("Ready").isPresent(),
            "its controller has said nothing of it")
        .end();
  }

  static Health ofDefinition(Live live) {
    Optional<Condition> unestablished = live.denied("Established");
    return new Steps()
        .fail(live.denied("NamesAccepted"))
        .fail(unestablished.filter(it -> !it.reason().equals("Installing")))
        .wait(live.affirmed("Established").isPresent(), "it is not established")
        .end();
  }

  /// An autoscaler that cannot measure does not scale, and says so only here.
  static Health ofAutoscaler(Live live) {
    if (!live.kind().equals("HorizontalPodAutoscaler")) {
      return of(live, false);
    }
    Optional<Condition> idle = live.denied("ScalingActive");
    return new Steps()
        .wait(live.isObserved(false), UNSEEN)
        .wait(live.denied("AbleToScale"))
        .wait(idle.filter(it -> !it.reason().equals("ScalingDisabled")))
        .wait(!live.conditions().isEmpty(), "its controller has said nothing of it")
        .end();
  }
}
