package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.graph.ComponentGraph;
import dev.millwright.compiler.graph.GraphDot;
import dev.millwright.compiler.graph.GraphJson;
import dev.millwright.compiler.graph.GraphMermaid;
import dev.millwright.compiler.graph.GraphText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every form of the graph of the base project. Versions are left out.
final class GraphCasesTest {
  private static final Path GOLDEN = Path.of("src/test/cases/graph");

  /// Changes the model, takes the monitor away.
  private static final String EDIT =
      """
      @ models/delay.yaml
      - 2001-04-01
      + 2001-05-01
      ! monitors/delay-drift.yaml
      """;

  @TempDir private Path temporary;

  @Test
  void the_whole_graph_in_every_form() throws Exception {
    check("whole", ComponentGraph.of(release("")));
  }

  @Test
  void what_a_plan_changes_reaches_and_retires_is_marked_in_every_form() throws Exception {
    check("planned", planned());
  }

  @Test
  void around_a_component_stands_only_what_leads_to_it_and_from_it() throws Exception {
    ComponentGraph graph = ComponentGraph.of(release(""));
    check("around", graph.around(Address.of(Kind.FEATURE_SET, "airports")));
  }

  @Test
  void a_terminal_shows_actions_in_colour() throws Exception {
    Golden.of(GOLDEN.resolve("planned-colour.txt")).check(nameless(GraphText.of(planned(), true)));
  }

  @Test
  void a_name_stands_for_every_kind_and_an_address_for_one() throws Exception {
    ComponentGraph graph = ComponentGraph.of(release(""));
    assertThat(graph.named("delay")).containsExactly(Address.of(Kind.MODEL, "delay"));
    assertThat(graph.named("Model/delay")).containsExactly(Address.of(Kind.MODEL, "delay"));
    assertThat(graph.named("Function/delay")).isEmpty();
  }

  private ComponentGraph planned() throws Exception {
    Optional<Release> from = Optional.of(release(""));
    Release to = release(EDIT);
    return ComponentGraph.of(from, to, new Planner().plan(from, to));
  }

  private static void check(String name, ComponentGraph graph) {
    check(name + ".txt", GraphText.of(graph, false));
    check(name + ".dot", GraphDot.of(graph));
    check(name + ".mmd", GraphMermaid.of(graph));
    check(name + ".json", GraphJson.of(graph));
  }

  private static void check(String file, String text) {
    Golden.of(GOLDEN.resolve(file)).check(nameless(text));
  }

  private static String nameless(String text) {
    return text.replaceAll("\\b[0-9a-f]{64}\\b", "<digest>")
        .replaceAll("\\b[0-9a-f]{8}\\b", "<id>");
  }

  private Release release(String edits) throws Exception {
    Path work = Files.createTempDirectory(temporary, "project");
    return Projects.release(EditedProject.tree(EditedProject.edited(edits), work), "local");
  }
}
