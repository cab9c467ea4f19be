package dev.millwright.reconciler.platform.kubernetes.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.ObjectText;
import dev.millwright.compiler.kubernetes.Tree;
import dev.millwright.reconciler.platform.kubernetes.record.View.Finding;
import dev.millwright.reconciler.platform.kubernetes.record.View.Watch;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.testkit.Golden;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// What a cluster shows of a record: a file below `src/test/cases/record` for each state of
/// affairs.
final class ProjectionTest {
  private static final Watch WELL = _ -> Optional.of(new Finding(true, ""));

  @TempDir private Path folder;
  private Recorded recorded;
  private View view = watched(WELL);

  @BeforeEach
  void open() {
    recorded = new Recorded(folder);
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  @Test
  void before_the_first_commit_there_is_what_is_followed() {
    check("nothing-yet");
  }

  @Test
  void what_is_live_and_proven_is_ready() {
    recorded.live("first");
    check("live");
  }

  @Test
  void a_rollout_shows_its_steps_and_changes_only_what_it_touches() {
    recorded.live("first");
    recorded.at(recorded.rollingOut("second"), Phase.SHIFTING, 25, 2);
    check("shifting");
  }

  @Test
  void a_failure_is_told_where_it_happened_and_where_it_matters() {
    recorded.live("first");
    recorded.returned(recorded.rollingOut("second"), "the gate `mae < 12` does not hold: 14.2");
    check("returned");
  }

  @Test
  void a_commit_that_is_refused_stalls_and_what_is_live_stays() {
    recorded.live("first");
    recorded.refuse(Recorded.revision("bad"), "`epochz` is no field", "`x` is no field");
    check("refused");
  }

  @Test
  void while_rollouts_are_suspended_the_reason_is_shown() {
    recorded.live("first");
    recorded.commit(Recorded.revision("second"), recorded.release("second"));
    Suspend closes = new Suspend("the quarter closes", Optional.of(Recorded.NOON.plusSeconds(60)));
    view = new View(() -> Optional.of(closes), WELL, () -> true);
    check("suspended");
  }

  @Test
  void processes_that_nobody_looked_at_are_not_healthy() {
    recorded.live("first");
    view = View.ofRecordAlone();
    assertThat(status(Shown.COMPONENT, "serving-graph-predict-delay").at("/health").asString())
        .isEqualTo("Unknown");
    assertThat(status(Shown.COMPONENT, "model-delay").at("/health").asString())
        .isEqualTo("Healthy");
  }

  @Test
  void processes_that_do_not_run_are_degraded_by_their_cause() {
    recorded.live("first");
    view =
        watched(
            live ->
                Optional.of(
                    new Finding(
                        !live.address().equals(Recorded.GRAPH), "the image cannot be pulled")));
    ObjectNode status = status(Shown.COMPONENT, "serving-graph-predict-delay");
    assertThat(status.at("/health").asString()).isEqualTo("Degraded");
    assertThat(status.at("/cause").asString()).isEqualTo("the image cannot be pulled");
    assertThat(status.at("/conditions/0/status").asString()).isEqualTo("False");
  }

  @Test
  void releases_say_what_became_of_them() {
    Release first = recorded.live("first");
    recorded.live("second");
    recorded.returned(recorded.rollingOut("third"), "no answer in time");
    recorded.rollingOut("fourth");
    assertThat(states())
        .isEqualTo(
            Map.of(
                Words.release(first.id()),
                "Past",
                name("second"),
                "Live",
                name("third"),
                "Quarantined",
                name("fourth"),
                "RollingOut"));
  }

  @Test
  void the_last_good_release_is_named_while_another_one_has_the_traffic() {
    recorded.live("first");
    RolloutRecord second = recorded.rollingOut("second");
    recorded.tracking.pointers().live(second.target());
    recorded.at(second, Phase.PROVING, 100, 3);
    assertThat(states()).containsEntry(name("first"), "LastGood");
  }

  @Test
  void a_bounded_number_of_rollouts_and_releases_is_shown() {
    for (int i = 0; i < 25; i++) {
      recorded.live("version-" + i);
    }
    List<ClusterObject> objects = objects();
    assertThat(objects.stream().filter(it -> it.resource() == Shown.ROLLOUT))
        .hasSize(RecordReader.MOST);
    assertThat(objects.stream().filter(it -> it.resource() == Shown.RELEASE))
        .hasSizeBetween(RecordReader.MOST, 2 * RecordReader.MOST);
  }

  private static View watched(Watch watch) {
    return new View(Optional::empty, watch, () -> true);
  }

  private String name(String version) {
    return Words.release(recorded.release(version).id());
  }

  private Map<String, String> states() {
    return objects().stream()
        .filter(it -> it.resource() == Shown.RELEASE)
        .collect(Collectors.toMap(ClusterObject::name, it -> it.status().path("state").asString()));
  }

  private List<ClusterObject> objects() {
    Standing standing = new RecordReader(recorded.tracking).read();
    Glance glance = Glance.of(view, standing.content(standing.live()));
    return Projection.of(Recorded.FOLLOWED, standing, glance);
  }

  private ObjectNode status(Shown resource, String name) {
    return objects().stream()
        .filter(it -> it.key().equals(new ObjectKey(resource, name)))
        .findFirst()
        .orElseThrow()
        .status();
  }

  private void check(String name) {
    List<ObjectNode> objects =
        objects().stream()
            .map(
                it ->
                    Tree.object(
                        "millwright.dev/v1alpha1",
                        it.resource().kind(),
                        Map.of("name", it.name(), "labels", it.labels()),
                        Map.of("spec", it.spec(), "status", it.status())))
            .toList();
    Golden.of(Path.of("src/test/cases/record", name + ".yaml")).check(ObjectText.yaml(objects));
  }
}
