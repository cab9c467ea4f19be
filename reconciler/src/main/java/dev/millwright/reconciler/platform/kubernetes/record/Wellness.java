package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.View.Finding;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How a component fares, and why not well.
///
/// @param cause empty when it is healthy
/// @param since when that came about, if it has come about now
record Wellness(Health health, String cause, Instant since) {
  /// What was seen to be well is healthy; what nobody looked at is unknown.
  enum Health {
    HEALTHY,
    PROGRESSING,
    DEGRADED,
    FAILED,
    UNKNOWN
  }

  static Wellness of(
      Versions versions, Standing standing, Touched touched, Map<Address, Finding> findings) {
    Instant since = standing.latest().map(RolloutRecord::changed).orElse(Instant.EPOCH);
    Optional<RolloutRecord> underWay = touched.underWay(versions.address());
    if (underWay.isPresent()) {
      String cause = progress(underWay.get(), touched, versions.address());
      return new Wellness(Health.PROGRESSING, cause, since);
    }
    return versions.isThere()
        ? live(versions, findings, since)
        : absent(versions.address(), standing, touched, since);
  }

  /// Whether what git says is live and well.
  Condition ready(Versions versions) {
    boolean holds = versions.isThere() && health == Health.HEALTHY;
    String message = holds ? "what git says is live" : cause;
    return Condition.of("Ready", holds, holds ? "Live" : Words.camel(health), message, since);
  }

  private static String progress(RolloutRecord rollout, Touched touched, Address address) {
    return touched
        .step(address, StepState.RUNNING)
        .map(step -> "step " + step.id() + " runs")
        .orElse("a rollout is " + rollout.phase().word());
  }

  private static Wellness absent(
      Address address, Standing standing, Touched touched, Instant since) {
    Optional<String> own =
        touched
            .step(address, StepState.FAILED)
            .map(step -> "step " + step.id() + " failed" + because(step.cause()));
    Optional<String> quarantine =
        standing
            .desired()
            .flatMap(RevisionRecord::release)
            .flatMap(standing::quarantined)
            .map(QuarantineRecord::cause)
            .map(cause -> "its release is in quarantine: " + cause);
    return own.or(() -> quarantine)
        .map(cause -> new Wellness(Health.FAILED, cause, since))
        .orElse(new Wellness(Health.UNKNOWN, "no rollout has brought about what git says", since));
  }

  private static String because(Optional<String> cause) {
    return cause.map(it -> ": " + it).orElse("");
  }

  private static Wellness live(Versions versions, Map<Address, Finding> findings, Instant since) {
    Optional<Finding> finding = versions.live().map(it -> findings.get(it.address()));
    if (finding.isPresent()) {
      return finding.get().isHealthy()
          ? new Wellness(Health.HEALTHY, "", since)
          : new Wellness(Health.DEGRADED, finding.get().cause(), since);
    }
    if (versions.address().kind() == Kind.SERVING_GRAPH) {
      return new Wellness(Health.UNKNOWN, "nobody has looked at its processes", since);
    }
    return versions.isProven()
        ? new Wellness(Health.HEALTHY, "", since)
        : new Wellness(Health.PROGRESSING, "it is live and not proven yet", since);
  }
}
