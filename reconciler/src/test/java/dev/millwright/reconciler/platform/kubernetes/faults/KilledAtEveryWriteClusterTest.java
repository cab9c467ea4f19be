package dev.millwright.reconciler.platform.kubernetes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private Stage stage;

  @BeforeAll
  void bring_the_first_release(@TempDir Path folder) {
    stage = new Stage("faults", folder);
  }

  @AfterAll
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void a_death_before_or_after_any_write_changes_nothing_in_the_end(Course course) {
    Ending undisturbed = stage.undisturbed(course);
    assertThat(undisturbed.writes()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    Map<Writes.Point, List<String>> otherEnds = new LinkedHashMap<>();
    int deaths = 0;
    for (String write : undisturbed.writes()) {
      for (boolean isAfter : List.of(false, true)) {
        Writes.Point point = new Writes.Point(write, isAfter);
        List<String> differences = stage.killed(course, point).differencesTo(undisturbed);
        deaths++;
        if (!differences.isEmpty()) {
          otherEnds.put(point, differences);
        }
      }
    }
    System.out.printf(
        "%s: %d writes to the API server, killed before and after each: %d deaths, %d other ends%n",
        course, undisturbed.writes().size(), deaths, otherEnds.size());
    assertThat(otherEnds).isEmpty();
  }
}
