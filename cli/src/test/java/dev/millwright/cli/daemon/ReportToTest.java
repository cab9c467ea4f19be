package dev.millwright.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.spec.Name;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportToTest {
  private static final Name PRODUCTION = Name.of("production");
  private static final String URL = "MILLWRIGHT_COMMIT_STATUS_URL";
  private static final String TOKEN = "MILLWRIGHT_COMMIT_STATUS_TOKEN";
  private static final String GITHUB = "https://git.example.com/api/v3/repos/flights/ml";

  @Test
  void nobody_is_told_until_somebody_is_named() {
    assertThat(ReportTo.of(Map.of(TOKEN, "secret"), "", PRODUCTION)).isEmpty();
    assertThat(ReportTo.of(Map.of(URL, ""), "", PRODUCTION)).isEmpty();
  }

  @Test
  void the_name_of_the_status_tells_projects_and_environments_apart() {
    Map<String, String> variables = Map.of(URL, GITHUB, TOKEN, "secret");

    assertThat(ReportTo.of(variables, "", PRODUCTION))
        .map(ReportTo::context)
        .contains("millwright/production");
    assertThat(ReportTo.of(variables, "ml/flights", PRODUCTION))
        .map(ReportTo::context)
        .contains("millwright/ml/flights/production");
    assertThat(
            ReportTo.of(
                Map.of(URL, GITHUB, TOKEN, "secret", "MILLWRIGHT_COMMIT_STATUS_CONTEXT", "east"),
                "",
                PRODUCTION))
        .map(ReportTo::context)
        .contains("east");
  }

  @Test
  void a_secret_made_of_a_file_may_end_in_a_line_end() {
    assertThat(ReportTo.of(Map.of(URL, GITHUB + "\n", TOKEN, "secret\n"), "", PRODUCTION))
        .isEqualTo(ReportTo.of(Map.of(URL, GITHUB, TOKEN, "secret"), "", PRODUCTION));
  }

  @Test
  void what_cannot_be_meant_is_refused_at_the_start() {
    assertThatThrownBy(() -> ReportTo.of(Map.of(URL, GITHUB), "", PRODUCTION))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no token");
    assertThatThrownBy(
            () ->
                ReportTo.of(
                    Map.of(URL, "http://gitlab.example.com/api/v4/projects/4", TOKEN, "secret"),
                    "",
                    PRODUCTION))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("gitlab.example.com")
        .hasMessageNotContaining("secret");
  }

  @Test
  void the_token_is_in_no_text() {
    assertThat(ReportTo.of(Map.of(URL, GITHUB, TOKEN, "secret"), "", PRODUCTION).toString())
        .contains("git.example.com/api/v3")
        .doesNotContain("secret");
  }
}
