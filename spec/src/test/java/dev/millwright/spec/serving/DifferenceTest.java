package dev.millwright.spec.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// When two answers say the same.
final class DifferenceTest {
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
        Difference.between(answer(200, "{\"p\": 1}"), answer(422, "{\"error\": {}}")).orElseThrow();
    assertThat(difference).isEqualTo(new Difference(true, new TreeMap<>()));
  }

  @Test
  void where_one_of_them_is_no_answer_there_is_nothing_to_compare() {
    assertThat(Difference.between(answer(422, "{}"), answer(200, "{}"))).isEmpty();
    assertThat(Difference.between(answer(200, "{}"), answer(504, "{}"))).isEmpty();
  }

  @Test
  void what_is_not_json_is_compared_as_it_is() {
    assertThat(compared("yes", "yes").differs()).isFalse();
    assertThat(compared("yes", "no").differs()).isTrue();
  }

  private static Difference compared(String one, String other) {
    return Difference.between(answer(200, one), answer(200, other)).orElseThrow();
  }

  private static Answered answer(int status, String text) {
    return new Answered(status, text.getBytes(StandardCharsets.UTF_8));
  }
}
