package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.node.ObjectNode;

/// What is left as it is for now is looked at again, though nobody touches it any more.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class HoldingClusterTest {
  private static final PatchContext RIVAL =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager("rival")
          .build();

  private final String namespace = "eyes-holding-" + UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final BlockingQueue<Repair> told = new LinkedBlockingQueue<>();
  private final AtomicBoolean refuses = new AtomicBoolean();
  private final AtomicInteger writes = new AtomicInteger();
  private final Holding holding =
      new Holding(
          new Cluster(client, namespace, this::pass),
          told::add,
          new Holding.Patience(
              Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(1)));

  @BeforeEach
  void hold() throws PlatformFailure {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    var _ = holding.hold(object("ours"));
  }

  private static ObjectNode object(String word) {
    return Json.read(
        """
        {"apiVersion": "v1", "kind": "ConfigMap",
         "metadata": {"name": "held", "labels": {"app.kubernetes.io/managed-by": "millwright"}},
         "data": {"word": "%s"}}
        """
            .formatted(word),
        ObjectNode.class);
  }

  @AfterEach
  void close() {
    holding.close();
    client.namespaces().withName(namespace).delete();
    client.close();
  }

  @Test
  void a_rival_that_has_gone_leaves_nothing_behind_once_the_truce_is_over() throws Exception {
    boolean isLeft = false;
    for (int round = 0; round < 20 && !isLeft; round++) {
      write("theirs-" + round);
      isLeft = !next().isDone();
    }
    assertThat(isLeft).isTrue();
    await("ours");
    assertThat(next().isDone()).isTrue();
    write("theirs-again");
    assertThat(next().isDone()).as("a new stretch has begun").isTrue();
  }

  @Test
  void a_repair_that_was_refused_is_made_later_and_told_once() throws Exception {
    refuses.set(true);
    write("theirs");
    assertThat(next().sentence()).contains("could not be put right").contains("not now");
    Repair again = told.poll(4, TimeUnit.SECONDS);
    assertThat(again).as("the same refusal is not told again").isNull();
    refuses.set(false);
    await("ours");
    assertThat(next().isDone()).isTrue();
  }

  @Test
  void many_that_hold_the_same_at_once_write_it_once_or_twice() throws Exception {
    ObjectNode same = object("of us all");
    writes.set(0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var held : Collections.nCopies(50, same)) {
        var _ = threads.submit(() -> holding.hold(held));
      }
    }
    await("of us all");
    assertThat(writes.get()).isBetween(1, 2);
  }

  private void pass() throws PlatformFailure {
    writes.incrementAndGet();
    if (refuses.get()) {
      throw new PlatformFailure("not now");
    }
  }

  private Repair next() throws InterruptedException {
    Repair next = told.poll(60, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private void write(String word) {
    held().patch(RIVAL, "{\"data\": {\"word\": \"%s\"}}".formatted(word));
  }

  private void await(String word) {
    held()
        .waitUntilCondition(
            it -> it != null && it.getData().get("word").equals(word), 60, TimeUnit.SECONDS);
  }

  private Resource<ConfigMap> held() {
    return client.configMaps().inNamespace(namespace).withName("held");
  }
}
