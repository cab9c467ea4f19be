package dev.millwright.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class InstalledTest {
  private static final String SECRET = "MILLWRIGHT_WEBHOOK_SECRET";

  @Test
  void a_forge_has_something_to_call_only_with_a_secret() {
    assertThat(Installed.of(Map.of()).webhook()).isEmpty();
    assertThat(Installed.of(Map.of(SECRET, "")).webhook()).isEmpty();
    assertThat(Installed.of(Map.of(SECRET, "\n")).webhook()).isEmpty();
    assertThat(Installed.of(Map.of(SECRET, "some words")).webhook()).contains("some words");
  }

  @Test
  void the_last_line_end_of_a_file_is_not_part_of_the_secret() {
    assertThat(Installed.of(Map.of(SECRET, "some words\n")).webhook()).contains("some words");
  }
}
