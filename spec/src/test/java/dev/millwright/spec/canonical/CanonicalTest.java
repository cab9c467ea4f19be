package dev.millwright.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CanonicalTest {
  @Test
  void the_example_of_the_rfc() {
    String text =
        """
        {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
         "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
         "literals": [null, true, false]}
        """;
    assertThat(Canonical.text(Json.mapper().readTree(text)))
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void integers_that_a_double_cannot_hold_are_strings() {
    assertThat(Canonical.text(List.of(1L << 53, (1L << 53) + 1, Long.MIN_VALUE)))
        .isEqualTo("[9007199254740992,\"9007199254740993\",\"-9223372036854775808\"]");
  }

  @Test
  void a_value_alone_has_a_text_too() {
    assertThat(Canonical.text(Address.of(Kind.MODEL, "delay"))).isEqualTo("\"Model/delay\"");
    assertThat(Canonical.text(5)).isEqualTo("5");
  }

  @Test
  void the_order_of_keys_and_the_form_of_numbers_change_nothing() {
    Digest digest = Canonical.digest(Json.mapper().readTree("{\"b\":1.0,\"a\":{}}"));
    assertThat(Canonical.digest(Json.mapper().readTree("{\"a\":{ },\"b\":1}"))).isEqualTo(digest);
    assertThat(Canonical.digest(Map.of("a", Map.of(), "b", 1))).isEqualTo(digest);
  }

  @Test
  void a_number_that_json_lacks_is_our_mistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> Canonical.text(Double.NaN));
  }
}
