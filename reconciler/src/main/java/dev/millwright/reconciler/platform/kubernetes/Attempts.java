package dev.millwright.reconciler.platform.kubernetes;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedPredicate;
import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks an API server again while what is in the way passes by itself: it has too much to do, it is
/// not there, somebody has written at the same time, a watch has become too old. A refusal is
/// final.
record Attempts(Fence fence) {
  private static final int MOST = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final double JITTER = 0.25;
  private static final int TOO_MANY = 429;

  /// The fence is passed before each attempt, not only the first: a turn may end meanwhile.
  ///
  /// @throws KubernetesClientException the last refusal
  <T extends @Nullable Object> T write(Supplier<T> write) throws PlatformFailure {
    try {
      return Failsafe.with(again(Attempts::passesByItself))
          .get(
              () -> {
                fence.pass();
                return write.get();
              });
    } catch (FailsafeException e) {
      throw e.getCause() instanceof PlatformFailure failure ? failure : ended(e);
    }
  }

  /// What is read the client itself asks for again and again, but for what is only outdated.
  ///
  /// @throws KubernetesClientException the last refusal
  <T extends @Nullable Object> T read(Supplier<T> question) throws PlatformFailure {
    try {
      return Failsafe.with(again(Attempts::isOutdated)).get(question::get);
    } catch (FailsafeException e) {
      throw ended(e);
    }
  }

  private static PlatformFailure ended(FailsafeException e) {
    return new PlatformFailure("the cluster is not asked any more", e);
  }

  private static RetryPolicy<Object> again(CheckedPredicate<Throwable> passes) {
    return RetryPolicy.builder()
        .handleIf(passes)
        .withMaxAttempts(MOST)
        .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
        .withJitter(JITTER)
        .withDelayFnOn(it -> wished(it.getLastException()), KubernetesClientException.class)
        .build();
  }

  private static boolean isOutdated(Throwable failure) {
    return failure instanceof KubernetesClientException refusal
        && (refusal.getCode() == HttpURLConnection.HTTP_CONFLICT
            || refusal.getCode() == HttpURLConnection.HTTP_GONE);
  }

  /// Whether asking again may help.
  static boolean passesByItself(Throwable failure) {
    return failure instanceof KubernetesClientException refusal
        && (isOutdated(refusal)
            || refusal.getCode() == TOO_MANY
            || refusal.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR
            || (refusal.getCode() <= 0 && isLostConnection(refusal.getCause())));
  }

  /// To be interrupted is no failure of the network.
  private static boolean isLostConnection(@Nullable Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
            .anyMatch(it -> it instanceof IOException || it instanceof TimeoutException)
        && !Thread.currentThread().isInterrupted();
  }

  /// As long as the API server says; negative where it says nothing.
  private static Duration wished(Throwable failure) {
    return Optional.ofNullable(((KubernetesClientException) failure).getStatus())
        .map(status -> status.getDetails())
        .map(details -> details.getRetryAfterSeconds())
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds)
        .orElse(Duration.ofNanos(-1));
  }
}
