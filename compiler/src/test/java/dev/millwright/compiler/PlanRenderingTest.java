package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.plan.PlanJson;
import dev.millwright.compiler.plan.PlanMarkdown;
import dev.millwright.compiler.plan.PlanText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reason;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanRenderingTest {
  private static final Path GOLDEN = Path.of("src/test/cases/rendering");

  @TempDir private Path temporary;

  @Test
  void markdown_is_one_folded_comment() throws Exception {
    Golden.of(GOLDEN.resolve("plan.md")).check(nameless(PlanMarkdown.of(plan(), List.of())));
  }

  @Test
  void json_has_every_field() throws Exception {
    String json = PlanJson.of(plan(), List.of());
    Golden.of(GOLDEN.resolve("plan.json")).check(nameless(json));
    assertThat(Json.read(json, Plan.class)).isEqualTo(plan());
  }

  @Test
  void colour_adds_nothing_but_colour() throws Exception {
    String coloured = PlanText.of(plan(), List.of(), true);
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", ""))
        .isEqualTo(PlanText.of(plan(), List.of(), false));
  }

  @Test
  void a_huge_plan_still_fits_into_a_comment() {
    List<Change> changes =
        IntStream.range(0, 2_000).mapToObj(number -> change("set-" + number)).toList();
    Plan plan =
        new Plan(Optional.empty(), Digest.of("to"), changes, List.of(), List.of(), List.of());
    assertThat(PlanMarkdown.of(plan, List.of()))
        .hasSizeLessThanOrEqualTo(65_000)
        .contains("more components");
  }

  private static Change change(String name) {
    Reason reason = new Reason(Reason.Code.NEW, "not there before", List.of());
    return new Change(
        Address.of(Kind.FEATURE_SET, name),
        Action.CREATE,
        List.of(reason),
        Optional.empty(),
        Optional.of(Digest.of(name)),
        List.of());
  }

  private static String nameless(String text) {
    return text.replaceAll("\\b[0-9a-f]{64}\\b", "<digest>")
        .replaceAll("\\b[0-9a-f]{8}\\b", "<id>");
  }

  private Plan plan() throws Exception {
    return new Planner().plan(Optional.of(release("")), release(EDIT));
  }

  private static final String EDIT =
      """
      @ models/delay.yaml
      - 2001-04-01
      + 2001-05-01
      @ graphs/predict-delay.yaml
      - replicas: 1
      + replicas: 2
      """;

  private Release release(String edits) throws Exception {
    Path work = Files.createTempDirectory(temporary, "project");
    return Projects.release(EditedProject.tree(EditedProject.edited(edits), work), "local");
  }
}
