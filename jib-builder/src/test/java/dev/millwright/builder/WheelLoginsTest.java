package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wheels of an index that asks for a login.
final class WheelLoginsTest {
  private static final String LOGIN = "ann:canary-of-index";
  private static final String HEADER =
      "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(UTF_8));

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private WheelShelf shelf;
  private ImageSpec spec;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
    shelf = new WheelShelf();
    shelf.ask(LOGIN);
    var bases = new FakeBase(registry, "library/python");
    String base = bases.put("amd64", Map.of("usr/local/bin/python3.12", "a program"));
    LockedDistribution six = shelf.put("six", Map.of("six.py", "VALUE = 1"));
    spec = PythonFunction.spec("key", List.of(), Optional.of(bases.name(base)), six);
  }

  @AfterEach
  void close() {
    registry.close();
    shelf.close();
  }

  @Test
  void it_is_told_the_login_and_nothing_that_was_built_knows_it() throws IOException {
    assertThat(build(logins())).isInstanceOf(Checked.Ok.class);

    assertThat(shelf.said()).containsExactly(HEADER);
    try (var files = Files.walk(temporary)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
            .as("%s", file)
            .doesNotContain("canary", HEADER);
      }
    }
  }

  @Test
  void without_it_the_failure_says_the_address_and_the_answer() {
    assertThatThrownBy(() -> build(WheelLogins.none()))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("`six==1.0` cannot be had from http://localhost:")
        .hasMessageContaining("401");
  }

  @Test
  void where_an_index_leads_to_is_not_told() throws IOException {
    try (WheelShelf files = new WheelShelf()) {
      files.put("six", Map.of("six.py", "VALUE = 1"));
      shelf.move(files);

      assertThat(build(logins())).isInstanceOf(Checked.Ok.class);

      assertThat(shelf.said()).containsExactly(HEADER);
      assertThat(files.said()).containsExactly("");
    }
  }

  private WheelLogins logins() {
    return address ->
        address.getAuthority().equals(shelf.host()) ? Optional.of(HEADER) : Optional.empty();
  }

  private Checked<BuiltImage> build(WheelLogins logins) throws IOException {
    return workshop.builder(logins).build(spec, Workshop.sources(PythonFunction.SOURCE));
  }
}
