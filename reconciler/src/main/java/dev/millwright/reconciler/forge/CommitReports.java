package dev.millwright.reconciler.forge;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionAttemptedEvent;
import dev.millwright.tracking.CommitStatus;
import dev.millwright.tracking.CommitStatuses;
import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.TrackingFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Follows the record and tells a forge the end of each commit.
///
/// What is to be told is durable before it is sent, and that it may have been sent is durable
/// before that: after a crash the forge is asked first, so that it is told once. What it does not
/// take is tried anew, each commit for itself, without end.
public final class CommitReports implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CommitReports.class.getName());

  private final Tracking tracking;
  private final CommitStatuses outbox;
  private final ForgeCalls calls;
  private final InstantSource clock;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("commit-reports-", 0).factory());
  private final FailsafeExecutor<Object> again;
  private long seen = -1;

  private CommitReports(
      Tracking tracking, ForgeCalls calls, InstantSource clock, Patience patience) {
    this.tracking = tracking;
    this.outbox = tracking.commitStatuses();
    this.calls = calls;
    this.clock = clock;
    this.again = Failsafe.with(policy(patience)).with(threads);
  }

  /// How long to wait.
  ///
  /// @param look between two looks at the record
  /// @param first before a status is tried the second time; doubles from there
  /// @param most between two tries
  public record Patience(Duration look, Duration first, Duration most) {
    public static Patience usual() {
      return new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(5));
    }
  }

  /// Starts. Commits count that are noted from the first start on.
  ///
  /// @param context the name of ours that the statuses have, one for each project and environment
  public static CommitReports start(
      Tracking tracking, Forge forge, String context, InstantSource clock, Patience patience) {
    tracking.commitStatuses().begin();
    CommitReports reports =
        new CommitReports(tracking, new ForgeCalls(forge, context), clock, patience);
    long pause = patience.look().toMillis();
    var _ = reports.threads.scheduleWithFixedDelay(reports::look, 0, pause, TimeUnit.MILLISECONDS);
    return reports;
  }

  /// Whatever fails is tried anew: nothing else would tell it.
  private static RetryPolicy<Object> policy(Patience patience) {
    return RetryPolicy.builder()
        .withBackoff(patience.first(), patience.most())
        .withJitter(0.2)
        .withMaxRetries(-1)
        .withDelayFnOn(
            failed -> ((ForgeFailure.Busy) failed.getLastException()).pause(),
            ForgeFailure.Busy.class)
        .onFailedAttempt(CommitReports::warn)
        .build();
  }

  private static void warn(ExecutionAttemptedEvent<Object> attempt) {
    LOG.log(
        System.Logger.Level.WARNING,
        "a commit status is not sent yet: " + attempt.getLastException());
  }

  /// Nothing is asked while nothing changes.
  private void look() {
    long now = tracking.changes();
    if (now == seen) {
      return;
    }
    try {
      Endings endings = new Endings(tracking);
      outbox.undecided().forEach(it -> endings.of(it, clock.instant()).ifPresent(outbox::decide));
      outbox.unsent().forEach(this::send);
      seen = now;
    } catch (TrackingFailure e) {
      LOG.log(System.Logger.Level.WARNING, "commit statuses cannot be decided", e);
    }
  }

  private void send(CommitStatus status) {
    if (underWay.add(status.revision())) {
      var _ =
          again
              .runAsync(() -> attempt(status.revision()))
              .whenComplete((_, _) -> underWay.remove(status.revision()));
    }
  }

  private void attempt(String revision) throws IOException, InterruptedException {
    CommitStatus status = outbox.find(revision).orElseThrow();
    if (status.sent().isPresent()) {
      return;
    }
    if (status.tried().isEmpty() || !calls.has(status)) {
      outbox.trying(revision, clock.instant());
      calls.post(status);
    }
    outbox.sent(revision, clock.instant());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    calls.close();
  }
}
