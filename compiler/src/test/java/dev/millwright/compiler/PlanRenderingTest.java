package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millwright.compiler.plan.PlanJson;
import dev.millwright.compiler.plan.PlanMarkdown;
import dev.millwright.compiler.plan.PlanText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.plan.SavedPlan;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reason;
import dev.millwright.spec.plan.Refusal;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.Golden;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class PlanRenderingTest {
  private static final Path GOLDEN = Path.of("src/test/cases/rendering");

  @TempDir private Path temporary;

  @Test
  void markdown_is_one_folded_comment() throws Exception {
    Golden.of(GOLDEN.resolve("plan.md")).check(nameless(PlanMarkdown.of(plan(), List.of())));
  }

  @Test
  void json_has_every_field() throws Exception {
    String json = PlanJson.of(plan(), release(EDIT), Optional.of(REVISION), List.of());
    Golden.of(GOLDEN.resolve("plan.json")).check(nameless(json));
    SavedPlan saved = SavedPlan.read(json);
    assertThat(saved.plan()).isEqualTo(plan());
    assertThat(saved.revision()).contains(REVISION);
    assertThat(saved.moved(plan())).isEmpty();
  }

  @Test
  void a_plan_from_before_contracts_were_compared_is_read() throws Exception {
    ObjectNode tree = (ObjectNode) Json.mapper().readTree(Json.write(plan()));
    tree.remove("contracts");
    assertThat(Json.read(tree.toString(), Plan.class).contracts()).isEmpty();
  }

  @Test
  void json_keeps_to_its_published_schema() throws Exception {
    Diagnostic finding =
        Diagnostic.error(Rule.POLICY_BROKEN, new Span("project.yaml", 5, 14, 5, 20), "broken")
            .hint("mend it");
    Refusal refusal = new Refusal(finding, List.of("a commit"));
    String json = PlanJson.of(plan(), release(EDIT), Optional.of(REVISION), List.of(refusal));
    assertThat(complaints(json)).isEmpty();
    assertThat(SavedPlan.read(json).refusals()).containsExactly("MW1703: broken");
    String first =
        PlanJson.of(
            new Planner().plan(Optional.empty(), release("")),
            release(""),
            Optional.empty(),
            List.of());
    assertThat(complaints(first)).isEmpty();
    assertThat(complaints(json.replace("\"RETRAIN\"", "\"RESTRAIN\""))).isNotEmpty();
  }

  private static List<String> complaints(String json) throws Exception {
    try (InputStream schema = PlanJson.schema()) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
          .validate(json, InputFormat.JSON)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  @Test
  void a_saved_plan_names_what_would_be_done_otherwise() throws Exception {
    SavedPlan saved =
        SavedPlan.read(PlanJson.of(plan(), release(EDIT), Optional.empty(), List.of()));
    Plan later = new Planner().plan(Optional.of(release(MODEL_ALONE)), release(EDIT));
    assertThat(saved.moved(later))
        .anyMatch(it -> it.startsWith("`Model/delay`: the plan says retrain "))
        .allMatch(it -> it.endsWith("and now it is keep") || it.contains("update-in-place"));
  }

  @Test
  void a_fact_that_changes_nothing_of_what_is_done_does_not_matter() throws Exception {
    SavedPlan saved =
        SavedPlan.read(PlanJson.of(plan(), release(EDIT), Optional.empty(), List.of()));
    Plan later = new Planner().plan(Optional.of(release("")), release(EDIT + WORDS));
    assertThat(saved.moved(later)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"format\": 1}", "{\"format\": \"1\"}", "not JSON"})
  void what_is_no_plan_is_refused(String text) {
    assertThatThrownBy(() -> SavedPlan.read(text))
        .isInstanceOf(SavedPlan.MalformedPlanException.class)
        .hasMessageContaining("plan --output json");
  }

  @Test
  void a_plan_of_another_format_is_refused() {
    assertThatThrownBy(() -> SavedPlan.read("{\"format\": 2}"))
        .isInstanceOf(SavedPlan.MalformedPlanException.class)
        .hasMessageContaining("format 2");
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

  private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
  private static final String MODEL_ALONE =
      """
      @ models/delay.yaml
      - 2001-04-01
      + 2001-05-01
      """;
  private static final String WORDS =
      """
      @ features/origin-delays.yaml
      - description: Delays by airport
      + description: How late flights leave
      """;
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
