package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttemptsTest {
  private final AtomicInteger passes = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final Attempts attempts = new Attempts(passes::incrementAndGet);

  @ParameterizedTest
  @ValueSource(ints = {409, 429, 500, 503})
  void what_passes_by_itself_is_asked_again_and_the_fence_passed_again(int code)
      throws PlatformFailure {
    assertThat(attempts.write(() -> failsOnce(refusal(code)))).isEqualTo("done");
    assertThat(asked).hasValue(2);
    assertThat(passes).hasValue(2);
  }

  @Test
  void a_lost_connection_is_asked_again() throws PlatformFailure {
    var lost = new KubernetesClientException("patch failed", new IOException("reset"));
    assertThat(attempts.write(() -> failsOnce(lost))).isEqualTo("done");
    assertThat(asked).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422})
  void a_refusal_is_final(int code) {
    assertThatThrownBy(() -> attempts.write(() -> failsOnce(refusal(code))))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void nothing_is_written_when_the_turn_ends_between_two_attempts() {
    Attempts ending =
        new Attempts(
            () -> {
              if (passes.incrementAndGet() > 1) {
                throw new PlatformFailure("the turn is over");
              }
            });
    assertThatThrownBy(() -> ending.write(() -> failsOnce(refusal(503))))
        .isInstanceOf(PlatformFailure.class)
        .hasMessage("the turn is over");
    assertThat(asked).hasValue(1);
  }

  private String failsOnce(KubernetesClientException failure) {
    if (asked.incrementAndGet() == 1) {
      throw failure;
    }
    return "done";
  }

  private static KubernetesClientException refusal(int code) {
    return new KubernetesClientException(
        "refused", code, new StatusBuilder().withCode(code).withMessage("refused").build());
  }
}
