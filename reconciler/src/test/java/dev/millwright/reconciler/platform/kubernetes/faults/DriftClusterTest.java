package dev.millwright.reconciler.platform.kubernetes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// What others do to objects of a release that is live, and what it costs while they do nothing.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DriftClusterTest {
  private static final PatchContext RIVAL =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager("rival")
          .build();

  private static final String PROJECT =
      "{\"spec\": {\"selector\": {\"millwright.dev/project\": \"rival-%d\"}}}";

  private Stage stage;
  private RoughNetwork network;
  private Life life;

  @BeforeAll
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void bring_the_second_release(@TempDir Path folder) throws IOException {
    stage = new Stage("faults-drift", folder);
    network = new RoughNetwork(stage.config(), 1, 0);
    life = stage.live(network.config(), Course.GOOD);
  }

  @AfterAll
  void close() throws IOException {
    life.close();
    network.close();
    stage.close();
  }

  @Test
  void what_drifts_while_watches_are_broken_is_put_right() {
    Service before = service().get();
    network.cutWatches();
    take();
    service().delete();
    network.cutWatches();
    awaitRepair(before);
  }

  /// 410: a watch that comes too late has to begin again with what is there.
  @Test
  void what_drifts_while_watches_are_broken_for_good_is_put_right() throws InterruptedException {
    Service before = service().get();
    int told = network.expired();
    int watchings = network.watchings();
    int broken = network.cutWatchesForGood();
    take();
    service().delete();
    network.awaitWatchings(watchings + broken);
    assertThat(broken).isPositive();
    assertThat(network.expired()).isEqualTo(told + broken);
    awaitRepair(before);
  }

  private void awaitRepair(Service before) {
    await(releases(), it -> it != null && !taken(it));
    await(
        service(),
        it -> it != null && !it.getMetadata().getUid().equals(before.getMetadata().getUid()));
  }

  @Test
  void what_is_live_costs_no_write_whatever_others_do_with_fields_of_theirs()
      throws InterruptedException {
    int writes = network.writes();
    for (int round = 0; round < 3; round++) {
      String note = "{\"metadata\": {\"annotations\": {\"example.org/round\": \"%d\"}}}";
      releases().patch(RIVAL, note.formatted(round));
      service().patch(RIVAL, note.formatted(round));
      int watchings = network.watchings();
      int watches = network.openWatches();
      network.cutWatches();
      network.awaitWatchings(watchings + watches);
    }
    assertThat(network.writes()).isEqualTo(writes);
    take();
    await(releases(), it -> it != null && !taken(it));
    assertThat(network.writes()).isEqualTo(writes + 1);
  }

  @Test
  void a_rival_that_goes_on_is_named_and_left_its_way() throws InterruptedException {
    Resource<Service> contested =
        stage.quarters.client.services().inNamespace(stage.quarters.namespace).withName("stays");
    String said = "";
    int rounds = 0;
    while (!said.contains("again and again") && rounds++ < 10) {
      contested.patch(RIVAL, PROJECT.formatted(rounds));
      said = about("Service stays ");
    }
    assertThat(said)
        .isEqualTo("Service stays was changed by rival again and again; it is left so for 5 min");
    assertThat(rounds).isEqualTo(5);
    int writes = network.writes();
    contested.patch(RIVAL, PROJECT.formatted(100));
    take();
    await(releases(), it -> it != null && !taken(it));
    assertThat(contested.get().getSpec().getSelector()).containsValue("rival-100");
    assertThat(network.writes()).isEqualTo(writes + 1);
  }

  /// The next sentence about an object.
  private String about(String object) throws InterruptedException {
    String sentence = life.story.poll(60, TimeUnit.SECONDS);
    while (sentence != null && !sentence.startsWith(object)) {
      sentence = life.story.poll(60, TimeUnit.SECONDS);
    }
    return String.valueOf(sentence);
  }

  /// Somebody writes into what is read by pods.
  private void take() {
    releases().patch(RIVAL, "{\"data\": {\"releases.json\": \"{}\"}}");
  }

  private static boolean taken(ConfigMap map) {
    return map.getData().get("releases.json").equals("{}");
  }

  private static <T> void await(Resource<T> resource, Predicate<T> isSo) {
    resource.waitUntilCondition(isSo, 60, TimeUnit.SECONDS);
  }

  private Resource<ConfigMap> releases() {
    return stage
        .quarters
        .client
        .configMaps()
        .inNamespace(stage.quarters.namespace)
        .withName(stage.version("stays") + "-releases");
  }

  private Resource<Service> service() {
    return stage
        .quarters
        .client
        .services()
        .inNamespace(stage.quarters.namespace)
        .withName(stage.version("stays"));
  }
}
