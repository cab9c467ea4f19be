package dev.millwright.offline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import dev.millwright.spec.resource.Stretch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Windows that are compared with what the graph saw before, and not with the training.
final class StretchTest {
  private Recorded recorded;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    recorded = new Recorded(folder);
    List<String> lines = new ArrayList<>();
    for (int hour = 0; hour < 12; hour++) {
      for (int i = 0; i < 10; i++) {
        // Nothing that the training saw, the same from hour to hour, until it moves at eight.
        lines.add(Recorded.at(hour + 0.05 * i, hour < 8 ? 200 + i : 50));
      }
    }
    recorded.segment("1", lines.toArray(String[]::new));
  }

  @Test
  void what_is_as_it_was_before_has_not_drifted_however_far_from_the_training() throws Exception {
    assertThat(verdict(6, training())).isEqualTo(Verdict.DRIFTED);
    assertThat(verdict(6, before(4))).isEqualTo(Verdict.OK);
    assertThat(verdict(8, before(4))).isEqualTo(Verdict.DRIFTED);
    assertThat(window(6, before(4)).features())
        .extracting(FeatureDrift::value)
        .containsExactly(0.0);
  }

  @Test
  void a_stretch_that_moves_along_forgets_what_was() throws Exception {
    assertThat(verdict(8, before(2))).isEqualTo(Verdict.DRIFTED);
    assertThat(verdict(10, before(2))).isEqualTo(Verdict.OK);
  }

  @Test
  void a_stretch_that_stays_does_not_forget() throws Exception {
    assertThat(verdict(6, between(1, 4))).isEqualTo(Verdict.OK);
    assertThat(verdict(10, between(1, 4))).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void a_stretch_that_is_not_there_yet_or_not_seen_whole_is_not_enough_data() throws Exception {
    assertThat(verdict(2, before(4))).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(verdict(3, between(1, 4))).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(verdict(6, between(-1, 4))).isEqualTo(Verdict.NOT_ENOUGH_DATA);
  }

  @Test
  void a_stretch_with_too_few_requests_is_not_enough_data() throws Exception {
    Monitor monitor = Recorded.monitor(20, Map.of(Method.PSI, 0.2));
    assertThat(window(6, Recorded.with(monitor, new Stretch.Before(Duration.ofHours(1)))).verdict())
        .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(window(6, Recorded.with(monitor, new Stretch.Before(Duration.ofHours(2)))).verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void a_stretch_holds_whole_panes_only() throws Exception {
    // From a half past three on there is one whole hour before half past five.
    Instant from = Recorded.hour(3.5);
    Stretch stretch = new Stretch.Between(from, Recorded.hour(5.5));
    Monitor monitor = Recorded.monitor(11, Map.of(Method.PSI, 0.2));
    assertThat(window(6, Recorded.with(monitor, stretch)).verdict())
        .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    Stretch longer = new Stretch.Between(from, Recorded.hour(6));
    assertThat(window(6, Recorded.with(monitor, longer)).verdict()).isEqualTo(Verdict.OK);
  }

  private static Monitor training() {
    return Recorded.monitor(1, Map.of(Method.PSI, 0.2));
  }

  private static Monitor before(int hours) {
    return Recorded.with(training(), new Stretch.Before(Duration.ofHours(hours)));
  }

  private static Monitor between(int from, int to) {
    return Recorded.with(training(), new Stretch.Between(Recorded.hour(from), Recorded.hour(to)));
  }

  private Verdict verdict(int start, Monitor monitor) throws Exception {
    return window(start, monitor).verdict();
  }

  private WindowVerdict window(int start, Monitor monitor) throws Exception {
    recorded.forget();
    return recorded.watch(24, false, monitor).stream()
        .filter(window -> window.start().equals(Recorded.hour(start)))
        .findFirst()
        .orElseThrow();
  }
}
