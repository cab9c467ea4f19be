package dev.millwright.spec.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every rule is explained, and nothing else is.
final class RuleExplanationTest {
  @ParameterizedTest
  @EnumSource
  void each_rule_has_a_cause_an_example_and_a_cure(Rule rule) {
    RuleExplanation explanation = RuleExplanation.of(rule);
    assertThat(explanation.cause()).endsWith(".");
    assertThat(explanation.wrong()).isNotBlank().isNotEqualTo(explanation.right());
    assertThat(explanation.right()).isNotBlank();
    assertThat(explanation.lines().getFirst()).isEqualTo(rule.id() + ": " + rule.summary());
  }

  @Test
  void there_is_no_explanation_without_a_rule() throws Exception {
    Path folder = Path.of("src/main/resources/dev/millwright/spec/diagnostic/rules");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Rule.values())
                  .map(rule -> rule.id().toLowerCase(Locale.ROOT) + ".txt")
                  .toList());
    }
  }

  @Test
  void the_reference_has_them_all() {
    String page =
        "# Rules\n\n`millwright explain MW1202` tells the same on a terminal.\n\n"
            + Arrays.stream(Rule.values())
                .map(rule -> RuleExplanation.of(rule).markdown())
                .collect(Collectors.joining("\n"));
    Golden.of(Path.of("../docs/reference/rules.md")).check(page);
  }
}
