package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What tells one content of Secrets from another.
final class SecretMarksTest {
  @Test
  void the_same_content_has_the_same_mark_and_any_other_another() {
    String mark = mark("key", Map.of("station/unit", "ZmVldA=="));
    assertThat(mark).isEqualTo(mark("key", Map.of("station/unit", "ZmVldA=="))).hasSize(32);
    assertThat(mark("key", Map.of("station/unit", "bWV0cmVz"))).isNotEqualTo(mark);
    assertThat(mark("key", Map.of("station/units", "ZmVldA=="))).isNotEqualTo(mark);
    assertThat(mark("key", Map.of("station/unit", "", "other/unit", "ZmVldA==")))
        .isNotEqualTo(mark);
  }

  @Test
  void who_has_not_the_key_cannot_try_a_value_out() {
    assertThat(mark("another", Map.of("station/unit", "ZmVldA==")))
        .isNotEqualTo(mark("key", Map.of("station/unit", "ZmVldA==")));
  }

  private static String mark(String key, Map<String, String> values) {
    try (KubernetesClient unused = new KubernetesClientBuilder().build()) {
      return new SecretMarks(new Cluster(unused, "flights", () -> {}), key)
          .mark(new TreeMap<>(values));
    }
  }
}
