package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.install.Installation;
import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// The turn to write to a namespace, by a Lease. Of several processes one has it; the others wait.
///
/// A process that is stopped and woken does not know that its turn is over. So every write looks at
/// this machine's own clock first: without a renewal for almost as long as the Lease holds, nothing
/// is written, whatever the election says.
public final class Leadership implements Fence, AutoCloseable {
  private static final Duration HOLDS = Duration.ofSeconds(15);
  private static final Duration RENEW_WITHIN = Duration.ofSeconds(10);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final RenewedLock lock;
  private final CompletableFuture<?> election;
  private final AtomicBoolean given;

  private Leadership(RenewedLock lock, CompletableFuture<?> election, AtomicBoolean given) {
    this.lock = lock;
    this.election = election;
    this.given = given;
  }

  /// Waits for the turn.
  ///
  /// @param identity this process, as others see it in the Lease
  /// @param lost told once when the turn is over
  public static Leadership await(
      KubernetesClient client, String namespace, String identity, Runnable lost)
      throws InterruptedException {
    CountDownLatch leads = new CountDownLatch(1);
    AtomicBoolean given = new AtomicBoolean();
    RenewedLock lock =
        new RenewedLock(
            new LeaseLock(namespace, Installation.RECONCILER, identity), System::nanoTime);
    LeaderCallbacks callbacks =
        new LeaderCallbacks(leads::countDown, () -> over(leads, given, lost), _ -> {});
    CompletableFuture<?> election =
        client.leaderElector().withConfig(config(lock, callbacks)).build().start();
    leads.await();
    return new Leadership(lock, election, given);
  }

  /// The election also ends for one that never led, and for one that gives its turn away.
  private static void over(CountDownLatch leads, AtomicBoolean given, Runnable lost) {
    if (leads.getCount() == 0 && !given.get()) {
      lost.run();
    }
  }

  private static LeaderElectionConfig config(RenewedLock lock, LeaderCallbacks callbacks) {
    return new LeaderElectionConfigBuilder()
        .withName(Installation.RECONCILER)
        .withLock(lock)
        .withLeaseDuration(HOLDS)
        .withRenewDeadline(RENEW_WITHIN)
        .withRetryPeriod(TRY_AGAIN)
        .withReleaseOnCancel(true)
        .withLeaderCallbacks(callbacks)
        .build();
  }

  @Override
  public void pass() throws PlatformFailure {
    if (!isMine()) {
      throw new PlatformFailure(
          "the lease was not renewed for %d s: another one may write by now"
              .formatted(lock.sinceRenewal().toSeconds()));
    }
  }

  /// Whether it is this process's turn to write.
  public boolean isMine() {
    return lock.sinceRenewal().compareTo(HOLDS.minus(Writing.ON_ITS_WAY)) <= 0;
  }

  /// Gives the turn away.
  @Override
  public void close() {
    given.set(true);
    election.cancel(true);
  }
}
