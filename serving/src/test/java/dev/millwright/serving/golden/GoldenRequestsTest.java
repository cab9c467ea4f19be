package dev.millwright.serving.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.serving.process.ExampleGraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoldenRequestsTest {
  private static final String REQUEST =
      "{origin: SEA, destination: LAX, scheduled: \"2001-03-30T18:00:00Z\", distance: 954}";

  @Test
  void what_is_as_expected_passes_and_what_is_not_says_what_came() throws Exception {
    List<GoldenRequests.Result> results =
        GoldenRequests.read(
                "golden.yaml",
                """
                - name: right
                  request: %1$s
                  expect: {values: {late_probability: 0.25}, between: {late_probability: [0, 1]}}
                - name: another value
                  request: %1$s
                  expect: {values: {late_probability: 0.5}}
                - name: out of range
                  request: %1$s
                  expect: {between: {late_probability: [0.5, 1]}}
                - name: refused
                  request: {origin: SEA}
                  expect: {status: 422, field: destination}
                - name: not refused
                  request: %1$s
                  expect: {status: 422, field: origin}
                """
                    .formatted(REQUEST))
            .run(
                new ExampleGraph()
                    .store("origin-delays", Map.of("delay_avg_1h", 25.0))
                    .store("airports", Map.of("latitude", 1.0, "longitude", 1.0))
                    .scorer(inputs -> inputs[0] / 100)
                    .bound());

    assertThat(results)
        .extracting(GoldenRequests.Result::passed)
        .containsExactly(true, false, false, true, false);
    assertThat(results.get(1).differences().getFirst()).contains("0.25, not 0.5");
    assertThat(results.get(2).differences().getFirst()).contains("0.25, not 0.5 to 1.0");
    assertThat(results.get(4).differences().getFirst()).startsWith("status is 200, not 422");
    assertThat(results.get(1).line()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: x | golden.yaml:1:1: a list",
        "- name: x | golden.yaml:1:3: `request` is missing",
        "- {name: x, request: {}, expect: {stats: 200}} | golden.yaml:1:35: there is no field `stats`",
        "- {name: x, request: {}, expect: {between: {p: 3}}} | golden.yaml:1:48: a range",
        "- {name: x, request: {}, expect: {status: many}} | golden.yaml:1:43: a number",
        "- {name: x, name: y, request: {}, expect: {}} | golden.yaml:1:13: `name` stands twice",
        "- {name: [ | golden.yaml:1:",
      })
  void what_cannot_be_read_is_told_at_its_place(String text, String message) {
    assertThatThrownBy(() -> GoldenRequests.read("golden.yaml", text))
        .isInstanceOf(GoldenFormatException.class)
        .hasMessageContaining(message.strip());
  }
}
