package dev.millwright.serving.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with the elements of lists and vectors, and where.
final class ElementsReaderTest {
  private final RequestReader reader =
      new RequestReader(
          List.of(
              field("whole", "int64?"),
              field("tags", "list<string?>?"),
              field("near", "vector<float32, 3>?"),
              field("legs", "list<list<int64>>?")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tags | [\"a\", 7, 8] | tags[1] | WRONG_TYPE",
        "tags | [[\"a\"]] | tags[0] | WRONG_TYPE",
        "near | [1, null, 3] | near[1] | NULL_VALUE",
        "near | [1, 2, 1e39] | near[2] | OUT_OF_RANGE",
        "legs | [[1], null] | legs[1] | NULL_VALUE",
        "legs | [[1], [2, 3.5, true], [false]] | legs[1][1] | WRONG_TYPE",
        "legs | [[], {\"a\": [1]}, 1] | legs[1] | WRONG_TYPE",
      })
  void the_first_element_that_is_wrong_is_told_at_its_place(
      String field, String json, String place, Violation.Code code) {
    List<Violation> violations = violations("{\"" + field + "\": " + json + ", \"whole\": 1}");
    assertThat(violations).extracting(Violation::code).containsExactly(code);
    assertThat(violations.getFirst().field()).isEqualTo(place);
    assertThat(violations.getFirst().message()).startsWith(place + " ");
  }

  @Test
  void a_vector_says_how_many_numbers_it_must_have() {
    assertThat(violations("{\"near\": [1, 2]}").getFirst().message())
        .isEqualTo("near must have 3 numbers (vector<float32, 3>?), not 2");
    assertThat(violations("{\"near\": \"x\"}").getFirst().message())
        .isEqualTo("near must be an array of 3 numbers (vector<float32, 3>?), not a string");
  }

  @Test
  void what_stands_behind_a_list_is_read_as_if_nothing_was_wrong() {
    assertThat(violations("{\"legs\": [[1.5], [[[]]], {\"a\": 1}], \"whole\": \"x\"}"))
        .extracting(Violation::field)
        .containsExactly("legs[0][0]", "whole");
  }

  @Test
  void a_hundred_thousand_wrong_elements_are_one_mistake() {
    String many = String.join(",", Stream.generate(() -> "\"x\"").limit(100_000).toList());
    assertThat(violations("{\"near\": [" + many + "]}")).hasSize(1);
    assertThat(violations("{\"legs\": [[" + many + "]]}")).hasSize(1);
  }

  private List<Violation> violations(String body) {
    Parsed parsed = reader.read(body.getBytes(StandardCharsets.UTF_8), 4);
    assertThat(parsed).isInstanceOf(Parsed.Violating.class);
    return ((Parsed.Violating) parsed).violations();
  }

  private static NamedType field(String name, String type) {
    return new NamedType(name, DataType.parse(type));
  }
}
