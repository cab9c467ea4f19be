package dev.millwright.spec.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Span;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTest {
  @Test
  void the_next_time_is_of_the_zone() {
    Cron cron = ok("0 3 * * 0", "Europe/Amsterdam");
    assertThat(cron.next(Instant.parse("2001-04-02T00:00:00Z")))
        .contains(Instant.parse("2001-04-08T01:00:00Z"));
  }

  @Test
  void either_of_two_days_is_enough() {
    Cron cron = ok("0 0 13 * FRI", "UTC");
    assertThat(cron.next(Instant.parse("2001-04-07T00:00:00Z")))
        .contains(Instant.parse("2001-04-13T00:00:00Z"));
    assertThat(cron.next(Instant.parse("2001-04-13T00:00:00Z")))
        .contains(Instant.parse("2001-04-20T00:00:00Z"));
  }

  @Test
  void seven_is_sunday_as_zero_is() {
    Instant monday = Instant.parse("2001-04-02T00:00:00Z");
    assertThat(ok("0 0 * * 7", "UTC").next(monday)).isEqualTo(ok("0 0 * * 0", "UTC").next(monday));
  }

  @Test
  void the_day_that_comes_every_four_years_comes() {
    assertThat(ok("0 0 29 2 *", "UTC").next(Instant.parse("2001-04-01T00:00:00Z")))
        .contains(Instant.parse("2004-02-29T00:00:00Z"));
  }

  @Test
  void space_between_the_fields_does_not_count() {
    assertThat(ok(" 0   3 * * 1-5 ", "UTC").text()).isEqualTo("0 3 * * 1-5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/15 * * * *",
        "0,30 8-17 * * MON-FRI",
        "5 4 1,15 JAN,JUL *",
        "0 */6 * * *",
        "0 0 1-7 * *"
      })
  void what_cron_takes_is_taken(String text) {
    assertThat(ok(text, "UTC").next(Instant.EPOCH)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "0 0 3 * * *",
        "@daily",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "a * * * *",
        "0 3 30 2 *",
        "0 3 31 4,6 *"
      })
  void what_is_none_is_refused(String text) {
    assertThat(read(text, "UTC")).isInstanceOf(Checked.Rejected.class);
  }

  @Test
  void what_is_wrong_is_found_at_its_field() {
    List<Diagnostic> findings = read("61 3 * FOO *", "UTC").findings();
    assertThat(findings)
        .extracting(it -> it.span().column() + ": " + it.message())
        .containsExactly("1: `61` is no minute", "8: `FOO` is no month");
  }

  @Test
  void an_unknown_zone_is_found_beside_what_else_is_wrong() {
    assertThat(read("* * * * 9", "Mars/Olympus").findings()).hasSize(2);
  }

  private static Cron ok(String text, String zone) {
    return ((Checked.Ok<Cron>) read(text, zone)).value();
  }

  private static Checked<Cron> read(String text, String zone) {
    return Cron.read(text, CronTest::span, zone, span(0, 1));
  }

  private static Span span(int start, int end) {
    return new Span("a.yaml", 1, start + 1, 1, end + 1);
  }
}
