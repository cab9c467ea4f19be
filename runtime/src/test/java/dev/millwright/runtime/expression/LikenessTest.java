package dev.millwright.runtime.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LikenessTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', %, true",
    "'', _, false",
    "a, '', false",
    "abc, a%, true",
    "abc, %c, true",
    "abc, a_c, true",
    "abc, a%b, false",
    "abcbd, a%b%d, true",
    "aab, %ab, true",
    "x😀y, x_y, true",
    "😀, __, false",
    "a.c, a.c, true",
    "abc, a.c, false"
  })
  void patterns_match_whole_texts(String text, String pattern, boolean matches) {
    assertThat(Likeness.of(text, pattern)).isEqualTo(matches);
  }

  @Test
  void any_pattern_matches_as_the_definition_says() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      String text = word(random, "ab", 7);
      String pattern = word(random, "ab%_", 6);
      assertThat(Likeness.of(text, pattern))
          .as("%s LIKE %s", text, pattern)
          .isEqualTo(matches(text, pattern));
    }
  }

  @Test
  void many_signs_for_any_text_end_in_time() {
    assertThat(Likeness.of("a".repeat(2_000), "%a".repeat(500) + "%b")).isFalse();
  }

  private static String word(Random random, String letters, int longest) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(longest);
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  /// The definition, without any thought of time.
  private static boolean matches(String text, String pattern) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    char first = pattern.charAt(0);
    String rest = pattern.substring(1);
    if (first == '%') {
      return matches(text, rest) || (!text.isEmpty() && matches(text.substring(1), pattern));
    }
    return !text.isEmpty()
        && (first == '_' || first == text.charAt(0))
        && matches(text.substring(1), rest);
  }
}
