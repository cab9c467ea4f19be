package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How long ago a lease was renewed, by a clock that goes on while a process is stopped.
final class RenewedLockTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Lease lease = new Lease();
  private final RenewedLock lock = new RenewedLock(lease, nanos::get);
  private final LeaderElectionRecord record =
      new LeaderElectionRecord("me", Duration.ofSeconds(15), now(), now(), 0);

  private static ZonedDateTime now() {
    return ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  }

  /// A lease that takes its time, and may refuse.
  private final class Lease implements Lock {
    boolean refuses;

    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
      return null;
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord wanted) {
      update(client, wanted);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord wanted) {
      nanos.addAndGet(Duration.ofSeconds(3).toNanos());
      if (refuses) {
        throw new KubernetesClientException("409");
      }
    }

    @Override
    public String identity() {
      return "me";
    }

    @Override
    public String describe() {
      return "a lease";
    }
  }

  @Test
  void a_renewal_counts_from_when_it_was_asked_for() {
    lock.update(null, record);

    assertThat(lock.sinceRenewal()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void a_refused_renewal_is_none() {
    lock.create(null, record);
    lease.refuses = true;

    assertThatThrownBy(() -> lock.update(null, record))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(lock.sinceRenewal()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void time_passes_for_one_that_was_stopped() {
    lock.update(null, record);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(lock.sinceRenewal()).isEqualTo(Duration.ofSeconds(63));
  }
}
