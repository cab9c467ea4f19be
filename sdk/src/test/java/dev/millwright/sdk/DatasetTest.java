package dev.millwright.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DatasetTest {
  private static Dataset dataset() {
    Map<String, double[]> features = new LinkedHashMap<>();
    features.put("weight", new double[] {1, Double.NaN});
    features.put("age", new double[] {3, 4});
    return new Dataset(
        features,
        Map.of("city", new String[] {"Oslo", ""}),
        new double[] {1, 0},
        new long[] {0, -1});
  }

  @Test
  void features_keep_the_order_in_which_a_model_takes_them() {
    assertThat(dataset().features()).containsExactly("weight", "age");
    assertThat(dataset().rows()).isEqualTo(2);
  }

  @Test
  void columns_are_found_by_name_and_a_wrong_name_says_which_there_are() {
    assertThat(dataset().feature("age")).containsExactly(3, 4);
    assertThat(dataset().text("city")).containsExactly("Oslo", "");
    assertThatThrownBy(() -> dataset().feature("height"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no feature height; there are [weight, age]");
    assertThatThrownBy(() -> dataset().text("age"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no text column age; there are [city]");
  }

  @Test
  void labels_and_times_belong_to_rows() {
    assertThat(dataset().hasLabel()).isTrue();
    assertThat(dataset().label(0)).isEqualTo(1);
    assertThat(dataset().time(1)).isEqualTo(Instant.EPOCH.minusNanos(1_000));
  }

  @Test
  void times_far_from_1970_are_kept_to_the_microsecond() {
    long year9999 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() * 1_000_000 + 999_999;
    Dataset dataset = new Dataset(Map.of(), Map.of(), new double[0], new long[] {year9999});
    assertThat(dataset.time(0)).isEqualTo(Instant.parse("9999-12-31T23:59:59.999999Z"));
    assertThat(dataset.rows()).isEqualTo(1);
    assertThat(dataset.hasLabel()).isFalse();
  }

  @Test
  void outputs_are_added_one_by_one_and_a_model_keeps_its_own_bytes() {
    byte[] bytes = {1, 2};
    OnnxModel model = new OnnxModel(bytes, 1);
    bytes[0] = 9;
    assertThat(model.bytes()).containsExactly(1, 2);
    assertThat(Outputs.of("a", 1).and("b", "x").and("a", 2).values())
        .containsOnly(Map.entry("a", 2), Map.entry("b", "x"));
  }
}
