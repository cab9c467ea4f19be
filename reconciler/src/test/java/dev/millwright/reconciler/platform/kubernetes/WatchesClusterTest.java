package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// What is watched on a real API server, by words: `seen a`, `gone a`, `anew`.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class WatchesClusterTest {
  private final String namespace = "watches-" + UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Watches watches =
      new Watches(new Cluster(client, namespace, () -> {}), new Told(), now::get);

  private final class Told implements Watches.Observer {
    @Override
    public void seen(ObjectKind kind, GenericKubernetesResource object) {
      told.add("seen " + object.getMetadata().getName());
    }

    @Override
    public void gone(ObjectKind kind, String name) {
      told.add("gone " + name);
    }

    @Override
    public void anew(ObjectKind kind) {
      told.add("anew");
    }
  }

  @BeforeEach
  void watch() throws Exception {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    make("a");
    watches.watch(ObjectKind.CONFIG_MAP);
    assertThat(next()).isEqualTo("seen a");
  }

  @AfterEach
  void close() {
    watches.close();
    client.namespaces().withName(namespace).delete();
    client.close();
  }

  @Test
  void an_old_watch_is_taken_up_anew_and_sees_each_change_once() throws Exception {
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(11)));
    watches.renew();
    assertThat(next()).isEqualTo("seen a");
    assertThat(next()).isEqualTo("anew");
    make("b");
    assertThat(next()).isEqualTo("seen b");
    client.configMaps().inNamespace(namespace).withName("b").delete();
    assertThat(next()).isEqualTo("gone b");
    assertThat(watches.seen(ObjectKind.CONFIG_MAP, "a")).isPresent();
    assertThat(told).isEmpty();
  }

  @Test
  void one_that_hears_nothing_is_taken_up_anew_and_one_that_does_is_not() throws Exception {
    pass(Duration.ofMinutes(2));
    make("b");
    assertThat(next()).isEqualTo("seen b");
    // It says how far it has heard after it has told; now it must have said so of the first one.
    make("c");
    assertThat(next()).isEqualTo("seen c");
    pass(Duration.ofMinutes(2));
    pass(Duration.ofMinutes(3));
    assertThat(told).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(List.of(next(), next(), next()))
        .containsExactlyInAnyOrder("seen a", "seen b", "seen c");
    assertThat(next()).isEqualTo("anew");
  }

  private void pass(Duration time) {
    now.updateAndGet(it -> it.plus(time));
    watches.renew();
  }

  @Test
  void one_that_watches_is_left_alone() throws Exception {
    watches.renew();
    watches.renew();
    make("b");
    assertThat(next()).isEqualTo("seen b");
  }

  private void make(String name) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app.kubernetes.io/managed-by", "millwright")
                .endMetadata()
                .build())
        .create();
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(60, TimeUnit.SECONDS));
  }
}
