package dev.millwright.reconciler.platform.kubernetes.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.platform.kubernetes.record.Cluster.There;
import dev.millwright.reconciler.platform.kubernetes.record.View.Finding;
import dev.millwright.spec.Address;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written to a cluster, and when.
final class ClusterRecordTest {
  private static final ObjectKey MODEL = new ObjectKey(Shown.COMPONENT, "model-delay");
  private static final ObjectKey FEATURES =
      new ObjectKey(Shown.COMPONENT, "feature-set-origin-delays");

  @TempDir private Path folder;
  private final FakeCluster cluster = new FakeCluster();
  private Recorded recorded;
  private ClusterRecord record;

  @BeforeEach
  void open() {
    recorded = new Recorded(folder);
    record = started();
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  /// One that has just been started over what is there.
  private ClusterRecord started() {
    return new ClusterRecord(
        cluster, Recorded.FOLLOWED, recorded.tracking, View.ofRecordAlone(), recorded::now);
  }

  private List<String> written() {
    cluster.writes.clear();
    record.look(true);
    return List.copyOf(cluster.writes);
  }

  @Test
  void where_the_record_stays_nothing_is_written_and_nothing_asked() {
    recorded.live("first");
    assertThat(written()).isNotEmpty();
    int told = cluster.told;
    assertThat(written()).isEmpty();
    assertThat(cluster.lists).isOne();
    assertThat(cluster.told).isEqualTo(told);
  }

  @Test
  void what_is_seen_beside_the_record_is_written_when_it_is_due() {
    recorded.live("first");
    Map<Address, Finding> findings = new HashMap<>();
    View view =
        new View(
            Optional::empty, live -> Optional.ofNullable(findings.get(live.address())), () -> true);
    record = new ClusterRecord(cluster, Recorded.FOLLOWED, recorded.tracking, view, recorded::now);
    written();
    findings.put(Recorded.GRAPH, new Finding(false, "the image cannot be pulled"));
    cluster.writes.clear();
    record.look(false);
    assertThat(cluster.writes).isEmpty();
    assertThat(written()).containsExactly("status serving-graph-predict-delay");
  }

  @Test
  void what_somebody_else_did_is_undone_by_a_survey() {
    recorded.live("first");
    written();
    cluster.objects.remove(MODEL);
    assertThat(written()).isEmpty();
    record.survey();
    assertThat(written()).containsExactly("spec model-delay", "status model-delay");
  }

  @Test
  void a_release_of_a_record_that_was_lost_makes_room() {
    recorded.live("first");
    written();
    There release =
        cluster.objects.values().stream()
            .filter(it -> it.key().resource() == Shown.RELEASE)
            .findFirst()
            .orElseThrow();
    release.spec().put("revision", "another");
    record.survey();

    String name = release.key().name();
    assertThat(written()).containsExactly("delete " + name, "spec " + name, "status " + name);
  }

  @Test
  void a_change_writes_the_status_of_what_it_touches_and_of_nothing_else() {
    recorded.live("first");
    RolloutRecord second = recorded.rollingOut("second");
    written();
    RolloutRecord shifting = recorded.at(second, Phase.SHIFTING, 25, 2);
    assertThat(written())
        .containsExactly(
            "status production",
            "status rollout-second",
            "status model-delay",
            "status serving-graph-predict-delay");
    recorded.at(shifting, Phase.SHIFTING, 50, 2);
    assertThat(written()).containsExactly("status rollout-second");
  }

  @Test
  void a_release_leaves_components_that_it_does_not_touch_as_they_are() {
    recorded.live("first");
    written();
    recorded.live("second");
    assertThat(written())
        .contains("status model-delay", "status rollout-second")
        .doesNotContain("status " + FEATURES.name());
  }

  @Test
  void started_again_it_writes_nothing_that_is_there_already() {
    recorded.live("first");
    written();
    record = started();
    assertThat(written()).isEmpty();
    assertThat(cluster.lists).isEqualTo(2);
  }

  @Test
  void a_condition_keeps_the_time_since_when_it_has_held() {
    recorded.live("first");
    RolloutRecord second = recorded.rollingOut("second");
    written();
    String since = transition();
    recorded.at(second, Phase.SHIFTING, 25, 2);
    written();
    assertThat(transition()).isEqualTo(since);
    recorded.done(second);
    written();
    assertThat(transition()).isNotEqualTo(since);
  }

  /// When the model became ready, or ceased to be.
  private String transition() {
    return cluster.objects.get(MODEL).status().at("/conditions/0/lastTransitionTime").asString();
  }

  @Test
  void conditions_say_which_generation_they_are_about() {
    recorded.live("first");
    written();
    var status = cluster.objects.get(MODEL).status();
    assertThat(status.path("observedGeneration").asLong()).isOne();
    assertThat(status.at("/conditions/0/observedGeneration").asLong()).isOne();
  }

  @Test
  void old_rollouts_and_releases_are_taken_away() {
    for (int i = 0; i < 12; i++) {
      recorded.live("version-" + i);
      written();
    }
    assertThat(cluster.objects)
        .doesNotContainKey(new ObjectKey(Shown.ROLLOUT, "rollout-version-1"))
        .containsKey(new ObjectKey(Shown.ROLLOUT, "rollout-version-2"));
    assertThat(cluster.objects.keySet().stream().filter(it -> it.resource() == Shown.RELEASE))
        .hasSize(11);
  }

  @Test
  void what_the_cluster_does_not_take_keeps_nothing_else_from_it_and_is_tried_again() {
    cluster.refused.add(MODEL);
    recorded.live("first");
    assertThat(written()).contains("status " + FEATURES.name());
    assertThat(cluster.objects).doesNotContainKey(MODEL);
    assertThat(cluster.events).containsKey("rollout-first.done");
    cluster.refused.clear();
    assertThat(written()).containsExactly("spec model-delay", "status model-delay");
  }

  @Test
  void while_the_cluster_is_away_it_waits_until_it_is_due() {
    recorded.live("first");
    cluster.isAway = true;
    record.look(false);
    cluster.isAway = false;
    record.look(false);
    assertThat(cluster.objects).isEmpty();
    record.look(true);
    assertThat(cluster.objects).isNotEmpty();
  }

  @Test
  void an_object_that_somebody_deleted_comes_back_with_the_next_write_to_it() {
    recorded.live("first");
    RolloutRecord second = recorded.rollingOut("second");
    written();
    cluster.objects.remove(new ObjectKey(Shown.ROLLOUT, second.id()));
    recorded.at(second, Phase.SHIFTING, 25, 2);
    written();
    assertThat(written()).containsExactly("spec rollout-second", "status rollout-second");
  }

  @Test
  void each_line_of_the_story_is_told_once_also_when_it_dies_in_between() {
    recorded.live("first");
    tell("one");
    tell("two");
    cluster.afterTelling =
        () -> {
          throw new IllegalStateException("dies after the first line is told");
        };
    assertThatThrownBy(() -> record.look(true)).isInstanceOf(IllegalStateException.class);
    cluster.afterTelling = () -> {};
    record = started();
    record.look(true);
    record = started();
    record.look(true);
    assertThat(notes())
        .containsExactlyInAnyOrder(
            "release " + recorded.release("first").id().brief() + " is live and proven",
            "one",
            "two");
  }

  @Test
  void each_phase_of_a_rollout_is_told_once() {
    RolloutRecord first = recorded.rollingOut("first");
    written();
    recorded.at(first, Phase.SHIFTING, 25, 2);
    written();
    recorded.at(first, Phase.SHIFTING, 50, 2);
    written();
    recorded.returned(first, "no answer in time");
    written();
    assertThat(cluster.events.values().stream().map(Telling.Happening::reason))
        .containsExactlyInAnyOrder("Planned", "Shifting", "Returned");
    assertThat(cluster.events.get("rollout-first.returned").isWarning()).isTrue();
    assertThat(cluster.events.get("rollout-first.shifting").isWarning()).isFalse();
  }

  @Test
  void lines_are_about_what_they_are_about() {
    recorded.live("first");
    told("rollout", "rollout-first", "of the rollout");
    told("rollout", recorded.release("first").id().hex(), "of its release");
    told("monitor", Recorded.MODEL.toString(), "of a component");
    told("monitor", "Monitor/gone", "of a component that is gone");
    told("revision", Recorded.revision("first"), "of a commit");
    record.look(true);
    assertThat(about("of the rollout")).isEqualTo(new ObjectKey(Shown.ROLLOUT, "rollout-first"));
    assertThat(about("of its release")).isEqualTo(new ObjectKey(Shown.ROLLOUT, "rollout-first"));
    assertThat(about("of a component")).isEqualTo(MODEL);
    ObjectKey source = new ObjectKey(Shown.SOURCE, "production");
    assertThat(about("of a component that is gone")).isEqualTo(source);
    assertThat(about("of a commit")).isEqualTo(source);
  }

  @Test
  void what_happened_long_ago_is_not_news() {
    tell("long ago");
    for (int i = 0; i < Duration.ofHours(2).toSeconds(); i++) {
      recorded.later();
    }
    tell("now");
    record.look(true);
    assertThat(notes()).containsExactly("now");
  }

  private void tell(String sentence) {
    told("clock", "", sentence);
  }

  private void told(String kind, String subject, String sentence) {
    recorded
        .tracking
        .story()
        .tell(recorded.now(), kind, Optional.of(subject).filter(it -> !it.isEmpty()), sentence);
  }

  private List<String> notes() {
    return cluster.events.values().stream().map(Telling.Happening::note).toList();
  }

  private ObjectKey about(String note) {
    return cluster.events.values().stream()
        .filter(it -> it.note().equals(note))
        .findFirst()
        .orElseThrow()
        .about();
  }
}
