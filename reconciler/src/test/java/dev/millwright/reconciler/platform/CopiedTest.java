package dev.millwright.reconciler.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.Copied.Apart;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is known of copies, of one process, of several and of a stretch.
final class CopiedTest {
  private static final String TOLD =
      """
      {"requests": 10, "errors": 1, "p50_ms": 1.0, "p99_ms": 1.0, "dropped": 4, "compared": 8,
       "differing": 2, "fields": {"late": {"answers": 8, "sum": 0.5, "most": 0.25}},
       "byGraph": {"predict": {"requests": 10, "errors": 1, "p50_ms": 1.0, "p99_ms": 1.0,
         "latency": {"counts": {"1.0": 10}}, "answers": {"late_probability": {"counts": {"0.5": 9}}}}}}
      """;

  private final Copied told = Copied.of(Json.mapper().readTree(TOLD));

  @Test
  void what_a_process_tells_is_read() {
    assertThat(told).isEqualTo(copied(10, 1, 4, 8, 2, new Apart(8, 0.5, 0.25)));
  }

  @Test
  void two_processes_are_summed() {
    assertThat(told.plus(told)).isEqualTo(copied(20, 2, 8, 16, 4, new Apart(16, 1.0, 0.25)));
  }

  @Test
  void only_what_came_since_counts() {
    assertThat(told.plus(told).since(told)).isEqualTo(told);
    assertThat(told.since(Copied.NONE)).isEqualTo(told);
  }

  @Test
  void who_was_started_anew_counts_from_nothing() {
    assertThat(told.since(told.plus(told))).isEqualTo(told);
  }

  private static Copied copied(
      long requests, long errors, long dropped, long compared, long differing, Apart late) {
    ReleaseTraffic traffic =
        Counted.traffic(List.of(Name.of("predict")), Counted.traffic(requests, errors, 0.5));
    return new Copied(traffic, dropped, compared, differing, new TreeMap<>(Map.of("late", late)));
  }
}
