package dev.millwright.serving.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a process is told to listen.
final class ListeningTest {
  @Test
  void nothing_is_any_port_of_loopback() {
    assertThat(Listening.parse("")).isEqualTo(new Listening("127.0.0.1", 0));
  }

  @Test
  void a_host_may_hold_colons() {
    assertThat(Listening.parse("0.0.0.0:8080")).isEqualTo(new Listening("0.0.0.0", 8080));
    assertThat(Listening.parse("::1:8080")).isEqualTo(new Listening("::1", 8080));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8080", ":8080", "localhost", "localhost:", "localhost:http", "a:123456"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> Listening.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
