package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledPushTest {
  @TempDir Path temporary;

  @Test
  void a_push_that_is_killed_leaves_no_tag_and_the_next_one_ends_well() throws Exception {
    Workshop workshop = Workshop.in(temporary);
    workshop.publish("near", Map.of("near.txt", ""));
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    try (FakeRegistry registry = new FakeRegistry()) {
      registry.make(
          exchange -> {
            if (exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestURI().getPath().contains("/manifests/")) {
              reached.countDown();
              await(killed);
              return true;
            }
            return false;
          });
      Process push =
          PushOnce.process(PushOnce.class, temporary.toString(), registry.host()).start();
      reached.await();
      push.destroyForcibly().waitFor();
      killed.countDown();
      assertThat(registry.manifest("team/flights/job/" + Digest.of("key"))).isEmpty();
      registry.make(exchange -> false);

      PublishedImage image = PushOnce.push(workshop, registry.host());

      assertThat(image.state()).isEqualTo(PublishedImage.State.SENT);
      String manifest = registry.manifest("team/flights/job/" + Digest.of("key")).orElseThrow();
      assertThat(Digest.of(manifest)).isEqualTo(image.manifest());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
