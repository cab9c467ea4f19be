package dev.millwright.compiler.kubernetes.install;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/flights, 443",
    "https://git.example.com:8443/flights.git, 8443",
    "ssh://git@git.example.com/ml/flights, 22",
    "ssh://git@git.example.com:2222/ml/flights, 2222",
    "git://10.0.0.1/flights, 9418",
    "git://[fd00::1]:9419/flights, 9419"
  })
  void a_server_is_asked_at_its_port(String url, int port) {
    assertThat(SourceUrl.of(url)).get().extracting(it -> it.port().orElseThrow()).isEqualTo(port);
  }

  @Test
  void a_folder_has_no_port() {
    assertThat(SourceUrl.of("file:///srv/git/flights.git"))
        .hasValueSatisfying(it -> assertThat(it.port()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://somebody:secret@git.example.com/flights",
        "http://git.example.com/flights",
        "git@git.example.com:ml/flights.git",
        "https://git.example.com",
        "https://git.example.com/flights#main",
        "file://flights",
        "--upload-pack=evil",
        "ext::sh -c touch% /tmp/pwned",
        "https://git.example.com/a b",
        ""
      })
  void anything_else_is_refused(String url) {
    assertThat(SourceUrl.of(url)).isEmpty();
  }
}
