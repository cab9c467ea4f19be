package dev.millwright.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PastRequestsTest {
  private static final Instant BEGIN = Instant.parse("2001-04-01T00:00:00Z");

  @TempDir private Path folder;
  private History history;
  private PastRequests past;

  @BeforeEach
  void write() throws SQLException {
    history = new History(folder);
    past = history.requests();
  }

  @AfterEach
  void close() throws SQLException {
    history.close();
  }

  @Test
  void a_row_is_a_request_with_the_fields_of_the_graph() throws SQLException {
    assertThat(past.between(BEGIN, BEGIN.plusSeconds(1), 9))
        .containsExactly(
            Map.of(
                "origin",
                "SEA",
                "destination",
                "LAX",
                "scheduled",
                "2001-04-01T00:00:00Z",
                "distance",
                1L));
  }

  @Test
  void requests_come_in_order_of_their_time_from_the_beginning_to_before_the_end()
      throws SQLException {
    assertThat(numbers(past.between(BEGIN, hour(24), 1_000)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 24).boxed().toList());
    assertThat(numbers(past.between(hour(24), hour(26), 1_000))).containsExactly(25L, 26L);
  }

  @Test
  void they_are_thinned_evenly() throws SQLException {
    assertThat(numbers(past.between(BEGIN, hour(24), 6)))
        .containsExactly(4L, 8L, 12L, 16L, 20L, 24L);
    assertThat(past.between(BEGIN, hour(24), 7)).hasSize(7);
    assertThat(past.between(BEGIN, hour(24), 23)).hasSize(23);
  }

  @Test
  void what_the_feature_set_filters_out_was_never_asked() throws SQLException {
    assertThat(past.between(hour(72), hour(100), 9)).isEmpty();
  }

  @Test
  void the_end_is_the_midnight_after_the_last_row_so_that_this_one_is_asked_too()
      throws SQLException {
    Instant end = past.end().orElseThrow();
    assertThat(end).isEqualTo(hour(72));
    assertThat(numbers(past.between(hour(71), end, 9))).containsExactly(72L);
  }

  private static Instant hour(int hours) {
    return BEGIN.plusSeconds(3600L * hours);
  }

  private static List<Object> numbers(List<Map<String, Object>> requests) {
    return requests.stream().map(request -> request.get("distance")).toList();
  }
}
