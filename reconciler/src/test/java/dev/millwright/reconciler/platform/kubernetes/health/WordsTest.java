package dev.millwright.reconciler.platform.kubernetes.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void logins_in_addresses_are_left_out() {
    assertThat(Words.of("Get \"https://reader:s3cret@registry.example.org/v2/\": refused"))
        .isEqualTo("Get \"https://registry.example.org/v2/\": refused");
  }

  @Test
  void long_texts_are_cut() {
    assertThat(Words.of("word ".repeat(200))).hasSize(401).endsWith("…");
  }

  @Test
  void last_words_are_the_end_of_a_log_without_stack_frames() {
    String log = "start\n\nException: no table\n\tat a.B.c(B.java:1)\n\t... 3 more\nbye\n";
    assertThat(Words.last(log)).isEqualTo("start; Exception: no table; bye");
    assertThat(Words.last("x".repeat(1000) + "\nbye")).hasSize(400).endsWith("x; bye");
  }

  @Test
  void a_login_that_the_cut_would_halve_is_left_out_all_the_same() {
    String log = "jdbc://reader:s3cret@db/" + "x".repeat(385);
    assertThat(Words.last(log)).doesNotContain("cret");
  }
}
