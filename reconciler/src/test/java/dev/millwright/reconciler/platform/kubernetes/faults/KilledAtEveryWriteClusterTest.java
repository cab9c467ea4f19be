package dev.millwright.reconciler.platform.kubernetes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The process dies before and after every single write to the API server; the next one comes to
/// the same end as if nothing had happened, and does nothing twice.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@TestInstance(Lifecycle.PER_CLASS)
final class KilledAtEveryWriteClusterTest {
  /// Most of a life is waiting, for the cluster's controllers and for what ends.
  private static final int SIDE_BY_SIDE = Integer.getInteger("faults.stages", 4);

  private final List<Stage> stages = new ArrayList<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(SIDE_BY_SIDE);

  @BeforeAll
  void bring_the_first_release(@TempDir Path folder) {
    for (int i = 0; i < SIDE_BY_SIDE; i++) {
      stages.add(new Stage("faults-" + i, folder.resolve("stage-" + i)));
    }
  }

  @AfterAll
  void close() {
    workers.shutdownNow();
    stages.forEach(Stage::close);
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void a_death_before_or_after_any_write_changes_nothing_in_the_end(Course course)
      throws Exception {
    List<Future<Deaths>> all = new ArrayList<>();
    for (Stage stage : stages) {
      all.add(workers.submit(() -> die(stage, course)));
    }
    Deaths sum = new Deaths(0, 0, new LinkedHashMap<>());
    for (Future<Deaths> each : all) {
      sum = sum.plus(each.get());
    }
    System.out.printf(
        "%s: %d writes to the API server, killed before and after each: %d deaths, %d other ends%n",
        course, sum.writes(), sum.number(), sum.otherEnds().size());
    assertThat(sum.otherEnds()).isEmpty();
    assertThat(sum.number()).isEqualTo(2 * sum.writes());
  }

  /// @param writes of the undisturbed course
  /// @param otherEnds differences by where it died
  private record Deaths(int writes, int number, Map<Writes.Point, List<String>> otherEnds) {
    Deaths plus(Deaths others) {
      Map<Writes.Point, List<String>> both = new LinkedHashMap<>(otherEnds);
      both.putAll(others.otherEnds);
      return new Deaths(others.writes, number + others.number, both);
    }
  }

  /// Dies where it is this stage's turn: each has every so many a write.
  private Deaths die(Stage stage, Course course) {
    Ending undisturbed = stage.undisturbed(course);
    List<String> writes = undisturbed.writes();
    assertThat(writes).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    Map<Writes.Point, List<String>> otherEnds = new LinkedHashMap<>();
    int deaths = 0;
    for (int i = stages.indexOf(stage); i < writes.size(); i += SIDE_BY_SIDE) {
      for (boolean isAfter : List.of(false, true)) {
        Writes.Point point = new Writes.Point(writes.get(i), isAfter);
        List<String> differences = stage.killed(course, point).differencesTo(undisturbed);
        deaths++;
        if (!differences.isEmpty()) {
          otherEnds.put(point, differences);
        }
      }
    }
    return new Deaths(writes.size(), deaths, otherEnds);
  }
}
