package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.Copied;
import dev.millwright.reconciler.platform.Copied.Apart;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.spec.Digest;
import dev.millwright.spec.serving.Answered;
import dev.millwright.spec.serving.AskedTwice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What comes of answers that pods tell one by one.
final class AnswerPairsTest {
  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");
  private final AnswerPairs pairs = new AnswerPairs();

  @Test
  void two_answers_to_one_request_are_held_against_each_other() {
    pairs.take(List.of(got("1", 0.5), got("2", 0.5), copied("2", 0.5), copied("1", 0.25)));
    assertThat(pairs.compared())
        .isEqualTo(
            Map.of(
                NEW,
                new Copied(
                    ReleaseTraffic.NONE,
                    0,
                    2,
                    1,
                    new TreeMap<>(Map.of("p", new Apart(2, 0.25, 0.25))))));
  }

  @Test
  void an_answer_alone_is_compared_with_none_until_the_other_one_is_known() {
    pairs.take(List.of(got("1", 0.5), copied("2", 0.5)));
    assertThat(pairs.compared()).isEmpty();
    pairs.take(List.of(got("1", 0.5), copied("2", 0.5), copied("1", 0.5)));
    assertThat(pairs.compared().get(NEW).compared()).isEqualTo(1);
  }

  @Test
  void what_is_told_again_counts_once() {
    pairs.take(List.of(got("1", 0.5), copied("1", 0.5)));
    pairs.take(List.of(got("1", 0.5), copied("1", 0.5), got("2", 0.5), copied("2", 0.5)));
    assertThat(pairs.compared().get(NEW).compared()).isEqualTo(2);
  }

  @Test
  void a_copy_for_another_release_is_another_request() {
    pairs.take(List.of(got("1", 0.5), answered("1", Digest.of("newer"), Digest.of("newer"), 0.5)));
    assertThat(pairs.compared()).isEmpty();
  }

  private static AskedTwice got(String request, double p) {
    return answered(request, NEW, OLD, p);
  }

  private static AskedTwice copied(String request, double p) {
    return answered(request, NEW, NEW, p);
  }

  private static AskedTwice answered(String request, Digest copy, Digest release, double p) {
    byte[] body = ("{\"p\": " + p + "}").getBytes(StandardCharsets.UTF_8);
    return new AskedTwice(request, copy, release, new Answered(200, body));
  }
}
