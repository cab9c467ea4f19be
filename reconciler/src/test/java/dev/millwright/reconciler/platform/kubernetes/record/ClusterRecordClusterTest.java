package dev.millwright.reconciler.platform.kubernetes.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.kubernetes.install.TestNamespace;
import dev.millwright.spec.json.Json;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// What is on a real cluster once the record was written to it.
@Tag("cluster")
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "KUBECONFIG names no cluster")
final class ClusterRecordClusterTest {
  private static final String SECOND = "rollout-second";

  @RegisterExtension final TestNamespace namespace = new TestNamespace();

  @TempDir private Path folder;
  private Recorded recorded;
  private ClusterRecord record;
  private final AtomicBoolean turn = new AtomicBoolean(true);

  @BeforeEach
  void open() {
    recorded = new Recorded(folder);
    record = started();
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  private Followed followed() {
    Followed usual = Recorded.FOLLOWED;
    return new Followed(
        namespace.name(),
        usual.url(),
        usual.ref(),
        usual.path(),
        usual.environment(),
        usual.instance(),
        usual.epoch());
  }

  private ClusterRecord started() {
    return new ClusterRecord(
        new AppliedCluster(namespace.client(), followed(), turn::get),
        followed(),
        recorded.tracking,
        View.ofRecordAlone(),
        recorded::now);
  }

  @Test
  void a_rollout_is_there_with_its_conditions_and_can_be_waited_for() {
    recorded.live("first");
    RolloutRecord second = recorded.rollingOut("second");
    recorded.at(second, Phase.SHIFTING, 25, 2);
    record.look(true);
    ObjectNode shifting = tree("Rollout", SECOND);
    assertThat(shifting.at("/status/phase").asString()).isEqualTo("Shifting");
    assertThat(shifting.at("/status/traffic").asString()).isEqualTo("25%");
    assertThat(shifting.at("/status/step").asString()).isEqualTo("shift");
    assertThat(shifting.at("/status/observedGeneration"))
        .isEqualTo(shifting.at("/metadata/generation"));
    assertThat(conditions(shifting))
        .containsEntry("Done", "Unknown")
        .containsEntry("Progressing", "True");
    recorded.done(second);
    record.look(true);
    GenericKubernetesResource done =
        one("Rollout", SECOND)
            .waitUntilCondition(
                it -> conditions(tree(it)).getOrDefault("Done", "").equals("True"),
                10,
                TimeUnit.SECONDS);
    assertThat(conditions(tree(done))).containsEntry("Progressing", "False");
  }

  @Test
  void a_failure_is_told_on_all_that_it_concerns() {
    recorded.live("first");
    recorded.returned(recorded.rollingOut("second"), "no answer in time");
    record.look(true);
    assertThat(tree("Rollout", SECOND).at("/status/cause").asString())
        .isEqualTo("no answer in time");
    assertThat(tree("Component", "model-delay").at("/status/health").asString())
        .isEqualTo("Failed");
    assertThat(conditions(tree("Source", "production")))
        .containsEntry("Stalled", "True")
        .containsEntry("Ready", "False");
    assertThat(events("Rollout", SECOND))
        .anySatisfy(
            event -> {
              assertThat(event.getType()).isEqualTo("Warning");
              assertThat(event.getReason()).isEqualTo("Returned");
              assertThat(event.getMessage()).contains("no answer in time");
              assertThat(event.getReportingComponent()).isEqualTo("millwright.dev/reconciler");
            });
  }

  @Test
  void where_nothing_changes_no_object_does_even_when_it_starts_again() {
    recorded.live("first");
    record.look(true);
    Map<String, String> before = versions();
    record.look(true);
    record = started();
    record.look(true);
    assertThat(versions()).isEqualTo(before).hasSizeGreaterThan(5);
  }

  @Test
  void one_whose_turn_is_over_writes_nothing() {
    recorded.live("first");
    record.look(true);
    Map<String, String> before = versions();
    turn.set(false);
    recorded.rollingOut("second");
    record.look(true);
    assertThat(versions()).isEqualTo(before);
    turn.set(true);
    record.look(true);
    assertThat(tree("Rollout", SECOND).at("/status/epoch").asInt()).isEqualTo(3);
  }

  @Test
  void what_others_say_of_an_object_stays_theirs() {
    recorded.live("first");
    record.look(true);
    one("Component", "model-delay")
        .edit(
            it -> {
              it.getMetadata().setAnnotations(Map.of("example.com/owner", "the delay team"));
              return it;
            });
    recorded.at(recorded.rollingOut("second"), Phase.PREPARING, 0, 0);
    record.look(true);
    ObjectNode model = tree("Component", "model-delay");
    assertThat(model.at("/status/health").asString()).isEqualTo("Progressing");
    assertThat(model.at("/metadata/annotations/example.com~1owner").asString())
        .isEqualTo("the delay team");
    assertThat(model.at("/metadata/managedFields").toString()).contains("\"millwright\"");
  }

  @Test
  void each_line_is_an_event_once_whatever_is_told_again() {
    recorded.live("first");
    recorded
        .tracking
        .story()
        .tell(recorded.now(), "rollout", Optional.of("rollout-first"), "a line");
    record.look(true);
    recorded.tracking.pointers().clear("told-on-cluster");
    record = started();
    record.look(true);
    assertThat(events("Rollout", "rollout-first").stream().map(Event::getMessage))
        .containsExactlyInAnyOrder(
            "a line", "release " + recorded.release("first").id().brief() + " is live and proven");
  }

  @Test
  void old_rollouts_are_taken_away() {
    for (int i = 0; i < 12; i++) {
      recorded.live("version-" + i);
      record.look(true);
    }
    List<String> rollouts =
        namespace
            .client()
            .genericKubernetesResources("millwright.dev/v1alpha1", "Rollout")
            .inNamespace(namespace.name())
            .list()
            .getItems()
            .stream()
            .map(it -> it.getMetadata().getName())
            .toList();
    assertThat(rollouts)
        .hasSize(10)
        .contains("rollout-version-11", "rollout-version-2")
        .doesNotContain("rollout-version-1");
  }

  @Test
  void it_follows_until_it_is_closed() {
    recorded.live("first");
    try (var follows =
        ClusterRecord.follow(
            namespace.client(), followed(), recorded.tracking, View.ofRecordAlone())) {
      assertThat(follows).isNotNull();
      recorded.rollingOut("second");
    }
    assertThat(tree("Rollout", SECOND).at("/status/phase").asString()).isEqualTo("Planned");
  }

  private Resource<GenericKubernetesResource> one(String kind, String name) {
    return namespace
        .client()
        .genericKubernetesResources("millwright.dev/v1alpha1", kind)
        .inNamespace(namespace.name())
        .withName(name);
  }

  private ObjectNode tree(String kind, String name) {
    return tree(one(kind, name).require());
  }

  private ObjectNode tree(GenericKubernetesResource object) {
    return Json.read(
        namespace.client().getKubernetesSerialization().asJson(object), ObjectNode.class);
  }

  private static Map<String, String> conditions(ObjectNode object) {
    return object
        .at("/status/conditions")
        .valueStream()
        .collect(
            Collectors.toMap(it -> it.path("type").asString(), it -> it.path("status").asString()));
  }

  /// As `kubectl describe` looks for them.
  private List<Event> events(String kind, String name) {
    return namespace
        .client()
        .v1()
        .events()
        .inNamespace(namespace.name())
        .withField("involvedObject.uid", one(kind, name).require().getMetadata().getUid())
        .list()
        .getItems();
  }

  private Map<String, String> versions() {
    return List.of("Source", "Release", "Rollout", "Component").stream()
        .flatMap(
            kind ->
                namespace
                    .client()
                    .genericKubernetesResources("millwright.dev/v1alpha1", kind)
                    .inNamespace(namespace.name())
                    .list()
                    .getItems()
                    .stream())
        .collect(
            Collectors.toMap(
                it -> it.getKind() + "/" + it.getMetadata().getName(),
                it -> it.getMetadata().getResourceVersion()));
  }
}
