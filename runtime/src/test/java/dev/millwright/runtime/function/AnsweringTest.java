package dev.millwright.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.sdk.Outputs;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.yaml.ResourceReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// An author's code that answers requests.
final class AnsweringTest {
  private static final Path CLASSES = Path.of("target/test-classes");

  /// What an author may write.
  public static final class Weather {
    private Weather() {}

    public static Outputs report(double height, String origin, long station, Instant at) {
      return Outputs.of("wind", height * 2).and("words", origin + station + at.getEpochSecond());
    }

    public static int alone(String origin) {
      return origin.length();
    }

    public static @Nullable Double perhaps(@Nullable Double height) {
      return height == null ? null : height + 1;
    }

    public static String wrong(String origin) {
      return origin;
    }

    public static Outputs less(String origin) {
      return Outputs.of("word", origin);
    }

    public static double failing(String origin) {
      throw new IllegalStateException("no weather in " + origin);
    }

    public static List<Integer> several(String origin) {
      return List.of(origin.length(), 2);
    }
  }

  @Test
  void inputs_come_by_name_parameters_by_their_defaults_and_outputs_go_by_name() throws Exception {
    try (Answering weather =
        load(
            "report",
            """
            parameters: {station: {type: int64, default: 7}}
            inputs: {origin: {type: string}, height: {type: float32}, at: {type: timestamp}}
            outputs: {words: {type: string}, wind: {type: float64}}
            """)) {
      assertThat(weather.answer(new Object[] {Instant.ofEpochSecond(3), 1.5f, "SEA"}))
          .containsExactly(3.0, "SEA73");
    }
  }

  @Test
  void one_output_may_be_the_value_itself_in_any_type_whose_numbers_fit() throws Exception {
    assertThat(answer("alone", "inputs: {origin: {type: string}}\noutputs: {n: {type: float64}}"))
        .isEqualTo(3.0);
    assertThat(answer("alone", "inputs: {origin: {type: string}}\noutputs: {n: {type: int64}}"))
        .isEqualTo(3L);
    assertThat(
            answer(
                "several",
                "inputs: {origin: {type: string}}\noutputs: {n: {type: \"vector<float64, 2>\"}}"))
        .isEqualTo(List.of(3.0, 2.0));
  }

  @Test
  void what_may_be_missing_is_null_both_ways() throws Exception {
    try (Answering weather =
        load(
            "perhaps",
            "inputs: {height: {type: \"float64?\"}}\noutputs: {more: {type: \"float64?\"}}")) {
      assertThat(weather.answer(new @Nullable Object[] {null})).containsExactly((Object) null);
      assertThat(weather.answer(new Object[] {1.0})).containsExactly(2.0);
    }
  }

  @Test
  void other_types_than_declared_are_refused_before_the_first_request() {
    assertThatThrownBy(
            () -> load("alone", "inputs: {origin: {type: int32}}\noutputs: {n: {type: int32}}"))
        .isInstanceOf(HandlerException.class)
        .hasMessageEndingWith(
            "takes `origin` as String, and it is declared as int32, which is Integer in Java");
    assertThatThrownBy(
            () ->
                load(
                    "report",
                    """
                    inputs: {origin: {type: string}, height: {type: "float64?"}, at: {type: timestamp}}
                    outputs: {words: {type: string}, wind: {type: float64}}
                    """))
        .hasMessageContaining("takes `height` as double, and it is declared as float64?");
    assertThatThrownBy(
            () -> load("alone", "inputs: {place: {type: string}}\noutputs: {n: {type: int32}}"))
        .hasMessageContaining("takes `origin`")
        .hasMessageContaining("it declares [place]");
  }

  @Test
  void an_answer_that_is_not_declared_is_a_failure() {
    String one = "inputs: {origin: {type: string}}\noutputs: {n: {type: int32}}";
    assertThatThrownBy(() -> answer("wrong", one))
        .isInstanceOf(HandlerException.class)
        .hasMessage("weather declares the output `n` as int32 and answered String");
    assertThatThrownBy(() -> answer("less", one))
        .hasMessage("weather declares the outputs [n] and answered [word]");
    assertThatThrownBy(() -> answer("failing", one))
        .hasMessageContaining("failed: java.lang.IllegalStateException: no weather in SEA");
    assertThatThrownBy(
            () ->
                answer(
                    "wrong",
                    "inputs: {origin: {type: string}}\noutputs: {a: {type: string}, b: {type: string}}"))
        .hasMessageContaining("must answer Outputs: it declares [a, b]");
  }

  private static Object answer(String method, String spec) throws Exception {
    try (Answering weather = load(method, spec)) {
      return Objects.requireNonNull(weather.answer(new Object[] {"SEA"})[0]);
    }
  }

  private static Answering load(String method, String spec) throws Exception {
    String yaml =
        """
        apiVersion: millwright.dev/v1
        kind: Function
        metadata: {name: weather}
        spec:
          type: service
          runtime: java
          source: functions/weather
          handler: %s::%s
        """
                .formatted(Weather.class.getName(), method)
            + spec.indent(2);
    var files = new TreeMap<String, byte[]>();
    files.put("weather.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    var resource = ResourceReader.read(files).resources().getFirst().resource();
    return Answering.load((Function) resource, List.of(CLASSES));
  }
}
