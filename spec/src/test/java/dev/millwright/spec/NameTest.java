package dev.millwright.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "z9", "late-flights", "a--b", "x-2"})
  void a_label_is_a_name(String text) {
    assertThat(Name.isValid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "-a", "a-", "9a", "A", "aB", "a_b", "a.b", "a b", "a/", "ä", "a\n"})
  void others_are_none(String text) {
    assertThat(Name.isValid(text)).isFalse();
  }

  @Test
  void a_name_has_63_characters_at_most() {
    assertThat(Name.isValid("a".repeat(63))).isTrue();
    assertThat(Name.isValid("a".repeat(64))).isFalse();
  }
}
