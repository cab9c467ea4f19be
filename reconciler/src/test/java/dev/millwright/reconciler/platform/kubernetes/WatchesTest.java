package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.kubernetes.faults.HandServedWatches;
import dev.millwright.reconciler.platform.kubernetes.faults.HandServedWatches.Moment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A watch hears again whenever its connection has broken.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class WatchesTest {
  /// Enough for what answers at all.
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final ReentrantLock busy = new ReentrantLock();
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
  private HandServedWatches server;
  private KubernetesClient client;
  private Watches watches;

  private final class Told implements Watches.Observer {
    @Override
    public void seen(ObjectKind kind, GenericKubernetesResource object) {
      seen.add(object.getMetadata().getName());
    }

    @Override
    public void gone(ObjectKind kind, String name) {}

    @Override
    public void anew(ObjectKind kind) {}
  }

  @BeforeEach
  void start() throws Exception {
    server = new HandServedWatches();
    begin(Connection.lookedAfter(server.config().build()));
  }

  private void begin(Config config) {
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withTaskExecutor(task -> tasks.execute(() -> once(task)))
            .build();
    watches =
        new Watches(
            new Cluster(client, "watched", () -> {}), new Told(), InstantSource.system(), ANSWER);
  }

  /// What the client has to do with what it hears waits while it is busy.
  private void once(Runnable task) {
    busy.lock();
    busy.unlock();
    task.run();
  }

  @AfterEach
  void close() throws Exception {
    watches.close();
    client.close();
    server.close();
    tasks.shutdownNow();
  }

  @Test
  void what_breaks_while_an_event_waits_is_noticed() throws Exception {
    watches.watch(ObjectKind.CONFIG_MAP);
    HandServedWatches.Open first = server.next().orElseThrow();
    busy.lock();
    try {
      first.tell("before");
      first.end();
      // By the time that it has an answer it has also read what came before.
      client.raw("/one", "GET", null);
      client.raw("/two", "GET", null);
    } finally {
      busy.unlock();
    }
    assertThat(next()).isEqualTo("before");
    hearsAgain();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNANSWERED")
  void what_breaks_again_and_again_is_asked_for_until_it_lasts(Moment moment) throws Exception {
    watches.watch(ObjectKind.CONFIG_MAP);
    server.cut(Collections.nCopies(4, moment).toArray(Moment[]::new));
    server.next().orElseThrow().end();
    hearsAgain();
  }

  @Test
  void what_is_not_answered_is_given_up_and_can_be_asked_for_again() throws Exception {
    server.cut(Moment.UNANSWERED);
    assertThatThrownBy(() -> watches.watch(ObjectKind.CONFIG_MAP))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("the ConfigMaps cannot be watched");
    watches.watch(ObjectKind.CONFIG_MAP);
    hearsAgain();
  }

  /// No ping is answered here.
  @Test
  void a_network_that_is_gone_and_does_not_say_so_is_given_up() throws Exception {
    watches.watch(ObjectKind.CONFIG_MAP);
    server.next().orElseThrow();
    hearsAgain();
  }

  private void hearsAgain() throws InterruptedException {
    assertThat(server.next()).isPresent().hasValueSatisfying(it -> it.tell("after"));
    assertThat(next()).isEqualTo("after");
  }

  /// The next one that is seen, but for those of a cut.
  private String next() throws InterruptedException {
    String name = String.valueOf(seen.poll(20, TimeUnit.SECONDS));
    return name.equals("cut") ? next() : name;
  }
}
