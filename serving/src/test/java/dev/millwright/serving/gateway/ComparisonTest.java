package dev.millwright.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.serving.measure.Difference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// When two answers say the same.
final class ComparisonTest {
  @Test
  void numbers_differ_by_their_distance() {
    assertThat(compared("{\"p\": 0.5, \"n\": 3}", "{\"p\": 0.25, \"n\": 3}"))
        .isEqualTo(new Difference(true, new TreeMap<>(Map.of("p", 0.25, "n", 0.0))));
  }

  @Test
  void the_last_bits_of_a_number_are_no_difference() {
    assertThat(compared("{\"p\": 0.1}", "{\"p\": 0.10000000000001}").differs()).isFalse();
  }

  @Test
  void other_words_and_other_fields_differ_and_have_no_distance() {
    assertThat(compared("{\"w\": \"a\"}", "{\"w\": \"b\"}"))
        .isEqualTo(new Difference(true, new TreeMap<>()));
    assertThat(compared("{\"w\": \"a\"}", "{}").differs()).isTrue();
    assertThat(compared("{\"w\": null}", "{\"w\": 1}"))
        .isEqualTo(new Difference(true, new TreeMap<>()));
  }

  @Test
  void what_stands_behind_an_answer_is_none_of_it() {
    assertThat(
            compared("{\"p\":1,\"_explain\":{\"a\":1}}", "{\"p\":1,\"_explain\":{\"a\":2}}")
                .differs())
        .isFalse();
  }

  @Test
  void a_refusal_where_the_other_one_answers_differs() {
    Difference difference =
        Comparison.of(answer(200, "{\"p\": 1}"), answer(422, "{\"error\": {}}"));
    assertThat(difference).isEqualTo(new Difference(true, new TreeMap<>()));
  }

  @Test
  void what_is_not_json_is_compared_as_it_is() {
    assertThat(compared("yes", "yes").differs()).isFalse();
    assertThat(compared("yes", "no").differs()).isTrue();
  }

  private static Difference compared(String one, String other) {
    return Comparison.of(answer(200, one), answer(200, other));
  }

  private static Answered answer(int status, String text) {
    return new Answered(status, text.getBytes(StandardCharsets.UTF_8));
  }
}
