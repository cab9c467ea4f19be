package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A lock that knows when it was renewed last, by a clock that nobody sets.
final class RenewedLock implements Lock {
  private final Lock lock;
  private final LongSupplier nanos;
  private final AtomicLong renewed;

  RenewedLock(Lock lock, LongSupplier nanos) {
    this.lock = lock;
    this.nanos = nanos;
    this.renewed = new AtomicLong(nanos.getAsLong());
  }

  /// Counted from when the renewal was asked for: others count from when it came.
  Duration sinceRenewal() {
    return Duration.ofNanos(nanos.getAsLong() - renewed.get());
  }

  @Override
  public LeaderElectionRecord get(KubernetesClient client) {
    return lock.get(client);
  }

  @Override
  public void create(KubernetesClient client, LeaderElectionRecord record) {
    long asked = nanos.getAsLong();
    lock.create(client, record);
    renewed.set(asked);
  }

  @Override
  public void update(KubernetesClient client, LeaderElectionRecord record) {
    long asked = nanos.getAsLong();
    lock.update(client, record);
    renewed.set(asked);
  }

  @Override
  public String identity() {
    return lock.identity();
  }

  @Override
  public String describe() {
    return lock.describe();
  }
}
