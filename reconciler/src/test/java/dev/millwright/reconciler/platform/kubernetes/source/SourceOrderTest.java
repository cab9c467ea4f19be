package dev.millwright.reconciler.platform.kubernetes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Environment.Suspend;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceOrderTest {
  private static SourceOrder order(String spec) {
    return SourceOrder.of(
        Json.mapper()
            .readTree(
                """
                {"metadata": {"namespace": "ml-flights", "name": "main", "uid": "u",
                  "generation": 3, "creationTimestamp": "2026-01-01T00:00:00Z"}, "spec": %s}
                """
                    .formatted(spec)));
  }

  @Test
  void what_is_not_said_is_as_usual() throws Refused {
    SourceOrder order =
        order("{\"url\": \"https://git.example.com/x\", \"environment\": \"production\"}");
    assertThat(order).hasToString("ml-flights/main");
    assertThat(order.url().text()).isEqualTo("https://git.example.com/x");
    assertThat(order.path()).isEmpty();
    assertThat(order.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(order.account()).isEqualTo("millwright-project");
    assertThat(order.secret()).isEmpty();
    assertThat(order.suspend()).isEmpty();
  }

  @Test
  void what_is_said_counts() throws Refused {
    SourceOrder order =
        order(
            """
            {"path": "./flights/", "interval": "5m", "serviceAccount": "other",
             "secretRef": {"name": "key"}, "gateway": "gateways/public",
             "suspend": {"reason": "an audit", "until": "2027-01-01T00:00:00Z"}}
            """);
    assertThat(order.path()).isEqualTo("flights");
    assertThat(order.interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(order.account()).isEqualTo("other");
    assertThat(order.secret()).contains("key");
    assertThat(order.gateway()).contains("gateways/public");
    assertThat(order.suspend())
        .contains(new Suspend("an audit", Optional.of(Instant.parse("2027-01-01T00:00:00Z"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///var/lib/millwright/records/other/main/source.git",
        "https://somebody:secret@git.example.com/x",
        "/etc",
        ""
      })
  void what_lies_on_the_reconcilers_own_disk_or_has_a_password_is_no_repository(String url) {
    assertThatThrownBy(() -> order("{\"url\": \"" + url + "\"}").url())
        .isInstanceOf(Refused.class)
        .hasMessageNotContaining("secret@");
  }

  @ParameterizedTest
  @CsvSource({"/etc", "../x", "a/../../x"})
  void a_path_stays_in_the_repository(String path) {
    assertThatThrownBy(() -> order("{\"path\": \"" + path + "\"}").path())
        .isInstanceOf(Refused.class);
  }

  @Test
  void what_the_cluster_let_pass_is_looked_at_again() {
    assertThatThrownBy(() -> order("{\"environment\": \"No Name\"}").environment())
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> order("{\"interval\": \"soon\"}").interval())
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> order("{\"suspend\": {\"until\": \"later\"}}").suspend())
        .isInstanceOf(Refused.class);
  }
}
