package dev.millwright.spec.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a definition says of its processes, in numbers and as a record of it.
final class RetriesTest {
  private final Retries retries = new Retries(3, Duration.ofSeconds(10), 3);

  @Test
  void each_wait_is_longer_by_the_factor() {
    assertThat(retries.after(1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(retries.after(2)).isEqualTo(Duration.ofSeconds(30));
    assertThat(retries.after(3)).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void no_wait_is_longer_than_an_hour() {
    assertThat(retries.after(20)).isEqualTo(Duration.ofHours(1));
    assertThat(new Retries(20, Duration.ofDays(1), 100).after(20)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void all_attempts_and_the_waits_between_them_are_counted() {
    assertThat(retries.longest(Duration.ofMinutes(1)))
        .isEqualTo(Duration.ofMinutes(4).plusSeconds(130));
  }

  @Test
  void what_was_written_is_read_again() {
    Resources resources = new Resources(Optional.of(1L << 30), Optional.of(500L), Optional.of(1));
    assertThat(Json.read(Json.write(resources), Resources.class)).isEqualTo(resources);
    Function.Input input = new Function.Input(Function.InputType.DATASET);
    assertThat(Json.read(Json.write(input), Function.Input.class)).isEqualTo(input);
    Function.Output output =
        new Function.Output(Function.OutputType.VALUE, Optional.of(DataType.parse("float64?")));
    assertThat(Json.read(Json.write(output), Function.Output.class)).isEqualTo(output);
  }

  @Test
  void what_an_earlier_millwright_wrote_is_read() {
    assertThat(Json.read("{\"memoryBytes\": 5}", Resources.class))
        .isEqualTo(new Resources(Optional.of(5L)));
    assertThat(Json.read("{\"type\": \"DATASET\"}", Function.Input.class))
        .isEqualTo(new Function.Input(Function.InputType.DATASET));
  }
}
