package dev.millwright.spec.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a change brings.
final class NewFindingsTest {
  private static Diagnostic finding(int line, String message) {
    return Diagnostic.error(Rule.UNKNOWN_FIELD, new Span("a.yaml", line, 1, line, 2), message);
  }

  @Test
  void a_finding_that_has_moved_is_not_new() {
    assertThat(NewFindings.of(List.of(finding(9, "no x")), List.of(finding(2, "no x")))).isEmpty();
  }

  @Test
  void a_second_one_like_it_is_new() {
    assertThat(
            NewFindings.of(
                List.of(finding(2, "no x"), finding(9, "no x"), finding(3, "no y")),
                List.of(finding(2, "no x"))))
        .containsExactly(finding(3, "no y"), finding(9, "no x"));
  }

  @Test
  void what_was_mended_does_not_count() {
    assertThat(NewFindings.of(List.of(), List.of(finding(2, "no x")))).isEmpty();
  }
}
