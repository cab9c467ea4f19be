package dev.millwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class MomentTest {
  private final Moment moment = new Moment();

  @Test
  void a_time_says_its_offset() {
    Instant noon = Instant.parse("2001-04-01T12:00:00Z");
    assertThat(moment.convert("2001-04-01T12:00:00Z")).isEqualTo(noon);
    assertThat(moment.convert("2001-04-01T14:00:00+02:00")).isEqualTo(noon);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2001-04-01", "2001-04-01T12:00:00", "2001-13-01T00:00:00Z", ""})
  void what_is_no_time_is_told_how_one_is_written(String text) {
    assertThatThrownBy(() -> moment.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("`" + text + "` is not a time such as 2001-04-01T00:00:00Z");
  }
}
