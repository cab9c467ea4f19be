package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Writes that come all at once, none of which is let pass.
final class ClusterTest {
  private static final int MANY = 100;
  private static final String ONE =
      "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"one\"}}";

  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(new ConfigBuilder().withMasterUrl("https://127.0.0.1:1").build())
          .build();
  private final AtomicInteger onTheirWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch full = new CountDownLatch(Cluster.PLACES);
  private final Cluster cluster = new Cluster(client, "crowded", this::pass);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void no_more_are_on_their_way_than_there_are_places() throws Exception {
    List<Future<?>> writes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < MANY; n++) {
        writes.add(threads.submit(() -> cluster.apply(ObjectKind.CONFIG_MAP, "one", ONE)));
      }
    }
    assertThat(most.get()).isEqualTo(Cluster.PLACES);
    assertThat(writes)
        .hasSize(MANY)
        .allSatisfy(it -> assertThatThrownBy(it::get).hasRootCauseMessage("not now"));
  }

  @Test
  void one_that_is_told_to_end_does_not_wait_for_a_place() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> cluster.apply(ObjectKind.CONFIG_MAP, "one", ONE))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("not asked any more");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(most.get()).isZero();
  }

  /// The first ones leave when all places are taken.
  private void pass() throws PlatformFailure {
    most.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
    full.countDown();
    try {
      full.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    onTheirWay.decrementAndGet();
    throw new PlatformFailure("not now");
  }
}
