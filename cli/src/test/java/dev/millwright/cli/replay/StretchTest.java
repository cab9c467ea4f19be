package dev.millwright.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.output.CommandFailure;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StretchTest {
  private static final Instant APRIL = Instant.parse("2001-04-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2001-05-01T00:00:00Z");

  @Test
  void it_begins_at_the_present_or_later() {
    assertThat(new Stretch(Optional.empty(), Optional.empty()).begin(APRIL)).isEqualTo(APRIL);
    assertThat(new Stretch(Optional.of(MAY), Optional.empty()).begin(APRIL)).isEqualTo(MAY);
  }

  @Test
  void what_is_over_is_not_played_again() {
    assertThatThrownBy(() -> new Stretch(Optional.of(APRIL), Optional.empty()).begin(MAY))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "the data's present is 2001-05-01T00:00:00Z and never moves back to"
                + " 2001-04-01T00:00:00Z");
  }

  @Test
  void an_end_before_its_beginning_is_a_mistake() {
    assertThatThrownBy(() -> new Stretch(Optional.of(MAY), Optional.of(MAY)).begin(APRIL))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--to is a time after --from");
  }
}
