package dev.millwright.compiler.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.graph.ComponentGraph;
import dev.millwright.compiler.graph.GraphDot;
import dev.millwright.compiler.graph.GraphJson;
import dev.millwright.compiler.graph.GraphMermaid;
import dev.millwright.compiler.graph.GraphText;
import dev.millwright.compiler.plan.PlanJson;
import dev.millwright.compiler.plan.PlanMarkdown;
import dev.millwright.compiler.plan.PlanText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.review.Review;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A commit that compiles, and whose words would steer whatever prints them: a default, a policy, a
/// description, a label of its author's.
final class HostileWordsTest {
  private static final String POISON =
      "\\e]0;owned\\a\\e[2J\\u009b31m\\r::error::owned\\n::set-output name=x::y\\u202e"
          + "[x](http://a.example)@all #1 <b>bold</b> `code` | --> click \\\"];\\n";

  private final Forge forge = new Forge();

  @AfterEach
  void close() {
    forge.close();
  }

  @Test
  void words_of_a_commit_steer_no_terminal() throws IOException {
    Output output = output();
    for (String text : List.of(output.text(), output.json(), output.graph())) {
      assertHarmless(text);
      assertThat(text.lines()).noneMatch(it -> it.strip().startsWith("::"));
    }
    assertThat(output.text()).contains("\\u001b]0;owned", "Refused", "[MW1703]");
  }

  @Test
  void words_of_a_commit_mention_nobody_and_link_nowhere_in_a_comment() throws IOException {
    String markdown = output().markdown();
    assertThat(markdown).contains("owned", "MW1703");
    assertHarmless(markdown.replace("\u2060", ""));
    String outsideCode =
        markdown
            .replaceAll("(?s)\n(`{3,})[^`]*\n.*?\n\\1\n", "\n")
            .replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "");
    String unescaped = outsideCode.replaceAll("\\\\[\\\\*_\\[\\]<>#~|&!$]", "");
    assertThat(unescaped).doesNotContain("@all", "](http", "http://", "<b>", " #1 ", "\n::error");
  }

  @Test
  void words_of_a_commit_end_no_string_of_a_drawing() throws IOException {
    Output output = output();
    assertHarmless(output.dot());
    assertHarmless(output.mermaid());
    assertThat(output.dot()).doesNotContain("owned");
    assertThat(output.mermaid()).doesNotContain("owned", "click");
  }

  /// Everything that is printed of a plan and of a graph.
  private record Output(
      String text, String json, String markdown, String graph, String dot, String mermaid) {}

  private Output output() throws IOException {
    try (Repository repository = new FileRepository(forge.folder().toFile())) {
      Compilation from = compiled(repository, commit("quiet"));
      Compilation to = compiled(repository, commit(POISON));
      Plan plan = new Planner().plan(Optional.of(from.release()), to.release());
      List<Refusal> refusals = new Review((_, _) -> false).of(plan, Optional.of(from), to);
      ComponentGraph graph = ComponentGraph.of(Optional.of(from.release()), to.release(), plan);
      return new Output(
          PlanText.of(plan, refusals, true),
          PlanJson.of(plan, to.release(), Optional.empty(), refusals),
          PlanMarkdown.of(plan, refusals),
          GraphText.of(graph, true) + GraphJson.of(graph),
          GraphDot.of(graph),
          GraphMermaid.of(graph));
    }
  }

  private ObjectId commit(String words) {
    String function =
        """
        apiVersion: millwright.dev/v1
        kind: Function
        metadata: {name: told, description: "%1$s", labels: {told: "%1$s"}}
        spec:
          type: job
          runtime: java
          source: functions/train-delay
          handler: flights.TrainDelay::train
          parameters: {note: {type: string, default: "%1$s"}}
        """;
    String project =
        """
        apiVersion: millwright.dev/v1
        kind: Project
        metadata: {name: flights, description: "%1$s"}
        spec: {owners: [operations], policies: ["retired = 0 OR '%1$s' = 'x'"]}
        """;
    return forge.projectWith(
        forge.file("told.yaml", function.formatted(words)),
        forge.file("project.yaml", project.formatted(words)));
  }

  private static Compilation compiled(Repository repository, ObjectId commit) {
    return switch (new Compiler()
        .compile(GitTrees.at(repository, commit.name(), ""), Name.of("local"))) {
      case Checked.Ok<Compilation>(var compilation, var _) -> compilation;
      case Checked.Rejected<Compilation>(var findings) -> throw new AssertionError(findings);
    };
  }

  private static void assertHarmless(String printed) {
    // The colours are ours.
    String plain = printed.replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(plain.chars().filter(it -> it != '\n'))
        .noneMatch(it -> Character.isISOControl(it) || Character.getType(it) == Character.FORMAT);
  }
}
