package dev.millwright.offline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which windows are judged, and when.
final class WatchTest {
  private Recorded recorded;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    recorded = new Recorded(folder);
  }

  @Test
  void a_request_counts_in_every_window_that_holds_its_time() throws Exception {
    recorded.segment("1", Recorded.at(10.5, 50), Recorded.at(11, 50));
    List<WindowVerdict> windows = recorded.watch(24, false);
    assertThat(windows)
        .extracting(WindowVerdict::start)
        .containsExactly(Recorded.hour(9), Recorded.hour(10), Recorded.hour(11));
    assertThat(windows)
        .extracting(WindowVerdict::end)
        .containsExactly(Recorded.hour(11), Recorded.hour(12), Recorded.hour(13));
    // The end is exclusive, so that the request of 11 is in the windows from 10 and from 11.
    assertThat(windows).extracting(WindowVerdict::samples).containsExactly(1L, 2L, 1L);
  }

  @Test
  void a_window_that_begins_before_the_recording_says_nothing() throws Exception {
    recorded.segment("1", Recorded.at(10.5, 1e9), Recorded.at(11.5, 1e9));
    assertThat(recorded.watch(24, false))
        .extracting(WindowVerdict::verdict)
        .containsExactly(Verdict.NOT_ENOUGH_DATA, Verdict.DRIFTED, Verdict.DRIFTED);
  }

  @Test
  void on_an_idle_graph_the_present_closes_windows() throws Exception {
    recorded.segment("1", Recorded.at(10.5, 50));
    assertThat(recorded.watch(10.99, false)).isEmpty();
    assertThat(recorded.watch(11, false))
        .extracting(WindowVerdict::start)
        .containsExactly(Recorded.hour(9));
    assertThat(recorded.watch(11.5, false)).isEmpty();
    assertThat(recorded.watch(12, false))
        .extracting(WindowVerdict::start)
        .containsExactly(Recorded.hour(10));
  }

  @Test
  void on_a_busy_graph_a_request_of_a_later_pane_closes_windows() throws Exception {
    recorded.busy();
    recorded.segment("1", Recorded.at(10.5, 50));
    assertThat(recorded.watch(14, false)).isEmpty();
    recorded.segment("2", Recorded.at(12.1, 50));
    assertThat(recorded.watch(14, false))
        .extracting(WindowVerdict::start)
        .containsExactly(Recorded.hour(9), Recorded.hour(10));
  }

  @Test
  void a_flush_closes_the_pane_that_the_present_is_in_and_no_other() throws Exception {
    recorded.busy();
    recorded.segment("1", Recorded.at(10.5, 50));
    assertThat(recorded.watch(10.6, true))
        .extracting(WindowVerdict::start)
        .containsExactly(Recorded.hour(9));
    recorded.segment("2", Recorded.at(11.5, 50), Recorded.at(13, 50));
    assertThat(recorded.watch(13, false))
        .as("what was still open is judged when it closes")
        .extracting(WindowVerdict::start)
        .containsExactly(Recorded.hour(10), Recorded.hour(11));
  }

  @Test
  void a_flush_at_the_edge_of_a_pane_leaves_the_next_one_open() throws Exception {
    recorded.busy();
    recorded.segment("1", Recorded.at(10.5, 50));
    assertThat(recorded.watch(11, true))
        .extracting(WindowVerdict::start)
        .containsExactly(Recorded.hour(9));
  }

  @Test
  void a_late_segment_has_its_windows_judged_anew_and_no_others() throws Exception {
    recorded.segment("1", Recorded.at(1, 50), Recorded.at(10.5, 50));
    assertThat(recorded.watch(24, false)).hasSize(4);
    recorded.segment("2", Recorded.at(1.5, 60));
    List<WindowVerdict> anew = recorded.watch(25, false);
    assertThat(anew)
        .extracting(WindowVerdict::start)
        .containsExactly(Recorded.hour(0), Recorded.hour(1));
    assertThat(anew).extracting(WindowVerdict::samples).containsExactly(2L, 2L);
    assertThat(recorded.watch(26, false)).isEmpty();
  }

  @Test
  void the_same_look_again_finds_the_same_and_counts_nothing_twice() throws Exception {
    recorded.segment("1", Recorded.at(10.5, 50), Recorded.at(10.6, 60));
    List<WindowVerdict> first = recorded.watch(24, false);
    assertThat(recorded.again(24)).isEqualTo(first).hasSize(2);
    assertThat(recorded.watch(24, false)).as("another look").isEmpty();
  }

  @Test
  void the_verdict_does_not_depend_on_how_requests_lie_in_segments() throws Exception {
    recorded.segment(
        "1",
        Recorded.at(10.1, 10),
        Recorded.at(10.2, 90),
        Recorded.at(10.3, 40),
        Recorded.at(11.2, 70));
    List<WindowVerdict> together = recorded.watch(24, false);
    recorded.forget();
    recorded.segment("1", Recorded.at(11.2, 70));
    recorded.segment("2", Recorded.at(10.2, 90), Recorded.at(10.3, 40));
    recorded.segment("3", Recorded.at(10.1, 10));
    assertThat(recorded.watch(24, false)).isEqualTo(together);
  }

  @Test
  void too_few_samples_are_no_verdict_however_odd_they_are() throws Exception {
    Monitor two = Recorded.monitor(2, Map.of(Method.PSI, 0.1));
    recorded.segment("1", Recorded.at(10.5, 1e9));
    List<WindowVerdict> few = recorded.watch(24, false, two);
    assertThat(few).extracting(WindowVerdict::verdict).containsOnly(Verdict.NOT_ENOUGH_DATA);
    assertThat(few.getLast().features()).isEmpty();
    recorded.segment("2", Recorded.at(10.6, 1e9));
    assertThat(recorded.watch(24, false, two).getLast().verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void requests_that_were_not_answered_do_not_count() throws Exception {
    recorded.segment(
        "1",
        Recorded.at(10.5, 50),
        Recorded.at(10.6, 50).replace("\"status\":200", "\"status\":422"));
    assertThat(recorded.watch(24, false)).extracting(WindowVerdict::samples).containsOnly(1L);
  }
}
