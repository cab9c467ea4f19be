package dev.millwright.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Change.FieldChange;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanMarkdownTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@everyone",
        "`@everyone",
        "<img src=x>",
        "`` <script>",
        "[x](https://evil.example)",
        "www.evil.example",
        "a\n\n# heading",
        "#1",
        "```\n</details>@everyone",
        "a | b `| c"
      })
  void hostile_words_are_only_words(String hostile) {
    String markdown =
        PlanMarkdown.of(plan(1, "changed at `/" + hostile + "`", hostile, "1"), List.of());
    String prose = withoutCode(markdown);
    assertThat(prose).doesNotContainPattern("@\\w|(?<!\\\\)<(img|script)|(?<!\\\\)\\[");
    assertThat(prose).doesNotContainPattern("https?:/|www\\.|#\\d|(?m)^# ");
    assertThat(prose.split("</details>", -1)).hasSize(2);
    assertThat(markdown.lines().filter(it -> it.startsWith("| `Feature"))).hasSize(1);
  }

  @Test
  void all_is_shown_when_it_fits() {
    assertThat(PlanMarkdown.of(plan(10, "because", "field", "1"), List.of()))
        .contains("Fields of FeatureSet/set-9", "because")
        .doesNotContain("Shortened");
  }

  @Test
  void fields_go_first() {
    assertThat(fitting(plan(400, "because", "field", "1".repeat(90))))
        .contains("because", "set-399")
        .doesNotContain("Fields of");
  }

  @Test
  void then_reasons() {
    assertThat(fitting(plan(400, "because".repeat(50), "field", "1")))
        .contains("set-399")
        .doesNotContain("because");
  }

  @Test
  void then_components_with_their_number() {
    assertThat(fitting(plan(2_000, "because", "field", "1")))
        .contains("2000 create", "| `FeatureSet/set-0` |", "…and 976 more components")
        .doesNotContain("set-1999");
  }

  private static String fitting(Plan plan) {
    String markdown = PlanMarkdown.of(plan, List.of());
    assertThat(markdown).hasSizeLessThanOrEqualTo(65_000).contains("Shortened to fit");
    return markdown;
  }

  /// What a reader of Markdown takes as text: fenced blocks and spans of code left out.
  private static String withoutCode(String markdown) {
    return markdown
        .replaceAll("(?ms)^(`{3,})diff\\n.*?^\\1$", "")
        .replaceAll("(?<!`)(`+)(?!`)[^\\n]*?(?<!`)\\1(?!`)", "");
  }

  private static Plan plan(int components, String sentence, String path, String value) {
    List<Change> changes =
        IntStream.range(0, components)
            .mapToObj(number -> change("set-" + number, sentence, path, value))
            .toList();
    return new Plan(Optional.empty(), Digest.of("to"), changes, List.of(), List.of(), List.of());
  }

  private static Change change(String name, String sentence, String path, String value) {
    return new Change(
        Address.of(Kind.FEATURE_SET, name),
        Action.CREATE,
        List.of(new Reason(Reason.Code.NEW, sentence, List.of())),
        Optional.empty(),
        Optional.of(Digest.of(name)),
        List.of(new FieldChange("/" + path, Optional.empty(), Optional.of(value))));
  }
}
