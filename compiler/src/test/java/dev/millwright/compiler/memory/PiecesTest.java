package dev.millwright.compiler.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PiecesTest {
  private static final int MANY = 10_000;

  @Test
  void each_is_done_once_and_answers_in_its_place() {
    AtomicIntegerArray times = new AtomicIntegerArray(MANY);
    List<Integer> pieces = IntStream.range(0, MANY).boxed().toList();
    List<String> done =
        Pieces.each(
            pieces,
            piece -> {
              times.incrementAndGet(piece);
              return "piece " + piece;
            });
    assertThat(done).isEqualTo(pieces.stream().map(piece -> "piece " + piece).toList());
    assertThat(IntStream.range(0, MANY).map(times::get)).containsOnly(1);
  }

  @Test
  void of_none_there_is_nothing_to_do() {
    assertThat(Pieces.each(List.<String>of(), String::strip)).isEmpty();
  }

  @Test
  void what_fails_fails_the_whole() {
    assertThatThrownBy(() -> Pieces.each(List.of("1", "x", "3"), Integer::valueOf))
        .isInstanceOf(NumberFormatException.class);
  }
}
