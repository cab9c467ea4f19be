package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.JOB_BACKOFF;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.JOB_DEADLINE;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.JOB_FAILED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.JOB_SUSPENDED;

import java.util.Optional;

/// What keeps a Job from its end, or what it failed of.
final class JobCause {
  private JobCause() {}

  static Optional<Cause> of(Surroundings surroundings, Live job) {
    return DeletionCause.of(surroundings, job)
        .or(() -> job.affirmed("Failed").map(it -> failed(surroundings, job, it)))
        .or(() -> job.affirmed("FailureTarget").map(it -> failed(surroundings, job, it)))
        .or(() -> job.affirmed("Suspended").map(it -> suspended(job, it)))
        .or(() -> going(surroundings, job));
  }

  private static Optional<Cause> going(Surroundings surroundings, Live job) {
    return job.affirmed("Complete").isPresent()
        ? Optional.empty()
        : WorkloadCause.refusal(surroundings, job)
            .or(() -> WorkloadCause.ofPods(surroundings, job));
  }

  private static Cause suspended(Live job, Condition condition) {
    return Sight.of(job, condition).is(JOB_SUSPENDED, "The Job is suspended: nothing of it runs.");
  }

  private static Cause failed(Surroundings surroundings, Live job, Condition condition) {
    Sight sight = Sight.of(job, condition);
    String last =
        WorkloadCause.ofPods(surroundings, job).map(cause -> " " + cause.sentence()).orElse("");
    return switch (condition.reason()) {
      case "DeadlineExceeded" -> late(sight);
      case "BackoffLimitExceeded" ->
          sight.is(
              JOB_BACKOFF,
              "The Job has failed as often as it may (backoffLimit %d).%s"
                  .formatted(job.number("/spec/backoffLimit", 6), last));
      default ->
          sight.is(
              JOB_FAILED, "The Job has failed: %s.%s".formatted(Words.of(condition.why()), last));
    };
  }

  private static Cause late(Sight sight) {
    return sight.is(
        JOB_DEADLINE,
        "The Job had not come to its end after the %d seconds that it may take."
            .formatted(sight.about().number("/spec/activeDeadlineSeconds")));
  }
}
