package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a cluster is written: again where that helps, and each time only when the fence is passed.
public record Writing(KubernetesClient client, Fence fence) {
  /// How long a write may take; no longer than one may that was let pass just before a turn ended.
  static final Duration ON_ITS_WAY = Duration.ofSeconds(4);

  /// @param write asked with a client that asks once: one that asks again by itself does so without
  ///   passing the fence
  /// @throws PlatformFailure when the fence is not passed
  /// @throws io.fabric8.kubernetes.client.KubernetesClientException the last refusal
  public <T extends @Nullable Object> T write(Function<KubernetesClient, T> write)
      throws PlatformFailure {
    return new Attempts(fence).write(() -> write.apply(once()));
  }

  private KubernetesClient once() {
    RequestConfig once =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(Math.toIntExact(ON_ITS_WAY.toMillis()))
            .build();
    return client.newClient(once).adapt(KubernetesClient.class);
  }
}
