package dev.millwright.cli.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a login for an index is looked for, and who is told it.
final class IndexLoginsTest {
  private static final URI WHEEL =
      URI.create("https://index.example.com/files/six-1.17.0-py3-none-any.whl");

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {"UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"})
  void it_stands_in_the_address_of_an_index(String variable) {
    assertThat(login(variable, "https://ann:p%40ss@index.example.com/simple", WHEEL))
        .contains("ann:p@ss");
  }

  @Test
  void a_token_is_a_user_without_a_password() {
    assertThat(login("UV_INDEX", "own=https://token@index.example.com/simple", WHEEL))
        .contains("token:");
  }

  @Test
  void it_stands_in_the_files_of_the_tools() throws IOException {
    write(
        ".config/pip/pip.conf",
        "[global]\nextra-index-url =\n    https://open.example.com/simple\n    https://ann:pip@index.example.com/simple\n");
    assertThat(login(Map.of(), WHEEL)).contains("ann:pip");

    write(".config/uv/uv.toml", "index-url = \"https://ann:uv@index.example.com/simple\"\n");
    assertThat(login(Map.of(), WHEEL)).contains("ann:uv");
  }

  @Test
  void an_index_with_a_name_has_variables_of_its_own() throws IOException {
    Map<String, String> variables =
        Map.of("UV_INDEX_MY_OWN_USERNAME", "ann", "UV_INDEX_MY_OWN_PASSWORD", "named");
    assertThat(login(variables, WHEEL)).isEmpty();

    write(
        ".config/uv/uv.toml",
        """
        [[index]]
        name = "other"
        url = "https://other.example.com/simple"

        [[index]]
        name = "my-own"
        url = "https://index.example.com/simple"
        """);
    assertThat(login(variables, WHEEL)).contains("ann:named");
    assertThat(login(variables, URI.create("https://other.example.com/six.whl"))).isEmpty();
  }

  @Test
  void it_stands_in_the_netrc_file() throws IOException {
    write(".netrc", "machine index.example.com\n  login ann\n  password netrc\n");
    assertThat(login(Map.of(), WHEEL)).contains("ann:netrc");

    Path other = write("other", "machine index.example.com login ann password other\n");
    assertThat(login(Map.of("NETRC", other.toString()), WHEEL)).contains("ann:other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://files.example.com/six.whl",
        "https://index.example.com:8443/six.whl",
        "http://index.example.com/six.whl",
        "https://index.example.com.evil.example.net/six.whl"
      })
  void no_other_server_is_told(String address) {
    assertThat(
            login(
                "PIP_INDEX_URL",
                "https://ann:canary@index.example.com/simple",
                URI.create(address)))
        .isEmpty();
  }

  @Test
  void without_tls_only_this_machine_is_told() throws IOException {
    write(".netrc", "machine index.example.com login ann password canary\n");
    assertThat(login(Map.of(), URI.create("http://index.example.com/six.whl"))).isEmpty();
    assertThat(
            login(
                "PIP_INDEX_URL",
                "http://ann:here@localhost:8080/simple",
                URI.create("http://localhost:8080/six.whl")))
        .contains("ann:here");
  }

  private Path write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Optional<String> login(String variable, String value, URI address) {
    return login(Map.of(variable, value), address);
  }

  private Optional<String> login(Map<String, String> variables, URI address) {
    return new IndexLogins(variables, home)
        .header(address)
        .map(it -> new String(Base64.getDecoder().decode(it.substring("Basic ".length())), UTF_8));
  }
}
