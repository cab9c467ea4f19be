package dev.millwright.spec.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PinnedTest {
  @Test
  void a_pin_stands_behind_the_name() {
    assertThat(Pinned.of("flight-features@1.2.0"))
        .contains(new Pinned("flight-features", "1.2.0", 16));
  }

  @Test
  void a_version_ends_where_the_last_dot_begins_a_feature() {
    assertThat(Pinned.ofFeature("airports@2.0.0-rc.1+b.7.latitude as north"))
        .contains(new Pinned("airports", "2.0.0-rc.1+b.7", 9));
    assertThat(Pinned.ofFeature("airports@2.0.0-rc.1.*"))
        .contains(new Pinned("airports", "2.0.0-rc.1", 9));
  }

  @Test
  void a_pin_ends_behind_its_last_character() {
    Pinned pin = Pinned.of("delay@1.0.0").orElseThrow();
    assertThat("delay@1.0.0".substring(pin.start(), pin.end())).isEqualTo("1.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "delay", "delay@", "@1.0.0", "delay@1.0", "delay@1.0.0 ", "delay@01.0.0"})
  void others_are_no_pins(String text) {
    assertThat(Pinned.of(text)).isEmpty();
    assertThat(Pinned.ofFeature(text + ".late")).isEmpty();
  }
}
