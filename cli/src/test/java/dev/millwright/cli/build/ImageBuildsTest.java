package dev.millwright.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ImageBuildsTest {
  @Test
  void one_that_fails_stops_no_other_and_all_are_told_in_their_order() throws Exception {
    List<Outcome.Made> outcomes =
        new ImageBuilds(2)
            .all(
                specs(4),
                spec -> {
                  if (spec.key().equals(key(1))) {
                    throw new IOException("no space left");
                  }
                  return done(spec);
                });

    assertThat(outcomes).extracting(it -> it.spec().key()).containsExactly(keys(4));
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, it -> assertThat(it.message()).isEqualTo("no space left"));
    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(3);
  }

  @Test
  void as_many_are_made_at_once_as_there_are_cores() throws Exception {
    CountDownLatch together = new CountDownLatch(3);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    new ImageBuilds(3)
        .all(
            specs(9),
            spec -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              together.countDown();
              meet(together);
              now.decrementAndGet();
              return done(spec);
            });

    assertThat(most).hasValue(3);
  }

  private static void meet(CountDownLatch together) throws IOException {
    try {
      together.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static List<ImageSpec> specs(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            at ->
                new ImageSpec(
                    key(at),
                    ImageSpec.Role.JOB,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  private static Digest[] keys(int count) {
    return IntStream.range(0, count).mapToObj(ImageBuildsTest::key).toArray(Digest[]::new);
  }

  private static Digest key(int at) {
    return Digest.of("key " + at);
  }

  private static Outcome.Made done(ImageSpec spec) {
    return new Outcome.Done(spec, spec.key(), "built", "");
  }
}
