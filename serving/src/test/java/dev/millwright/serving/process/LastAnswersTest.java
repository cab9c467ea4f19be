package dev.millwright.serving.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.serving.Answered;
import dev.millwright.spec.serving.AskedTwice;
import org.junit.jupiter.api.Test;

/// How much of what was answered stays.
final class LastAnswersTest {
  @Test
  void no_more_than_the_last_of_them_are_kept() {
    LastAnswers last = new LastAnswers();
    for (int i = 0; i <= LastAnswers.COUNT; i++) {
      last.add(answered(Integer.toString(i), 10));
    }
    last.add(answered("long", LastAnswers.MOST_BYTES + 1));
    assertThat(last.all()).hasSize(LastAnswers.COUNT);
    assertThat(last.all().getFirst().request()).isEqualTo("1");
    assertThat(last.all().getLast().request()).isEqualTo(Integer.toString(LastAnswers.COUNT));
  }

  private static AskedTwice answered(String request, int length) {
    Digest release = Digest.of("one");
    return new AskedTwice(request, release, release, new Answered(200, new byte[length]));
  }
}
