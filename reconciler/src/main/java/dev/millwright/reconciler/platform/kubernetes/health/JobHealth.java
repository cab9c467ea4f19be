package dev.millwright.reconciler.platform.kubernetes.health;

import dev.millwright.reconciler.platform.kubernetes.health.Health.Ready;

/// Work that ends.
final class JobHealth {
  private JobHealth() {}

  static Health of(Live live) {
    return switch (live.kind()) {
      case "Job" -> ofJob(live);
      default -> new Ready();
    };
  }

  private static Health ofJob(Live live) {
    return new Steps()
        .fail(live.affirmed("Failed"))
        .fail(live.affirmed("FailureTarget"))
        .wait(live.affirmed("Suspended").isEmpty(), "it is suspended")
        .wait(live.affirmed("Complete").isPresent(), progress(live))
        .end();
  }

  private static String progress(Live live) {
    int asked = live.number("/spec/completions", live.number("/spec/parallelism", 1));
    return live.time("/status/startTime").isEmpty()
        ? "it has not started"
        : "%d of %d pods have succeeded, %d run"
            .formatted(live.number("/status/succeeded"), asked, live.number("/status/active"));
  }
}
