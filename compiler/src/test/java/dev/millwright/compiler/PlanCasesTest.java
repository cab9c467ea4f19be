package dev.millwright.compiler;

import dev.millwright.compiler.plan.PlanText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.review.Review;
import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The plan from the base project to an edited one, and what speaks against it: one case a folder.
/// What is edited on both sides stands in `before.txt`. Versions are left out, so that the cases
/// show what happens and not what it is called.
final class PlanCasesTest {
  private static final String FROM_NOTHING = "# from nothing\n";
  private static final String APPROVED = "# Approved-by: ";

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Cases.here().below("plan").each(this::check);
  }

  private void check(Path folder) throws Exception {
    String edits = Files.readString(folder.resolve("edit.txt"));
    Path before = folder.resolve("before.txt");
    String both = Files.exists(before) ? Files.readString(before) + "\n" : "";
    Optional<Compilation> from =
        edits.startsWith(FROM_NOTHING) ? Optional.empty() : Optional.of(compilation(both));
    Compilation to = approved(compilation(both + edits), edits);
    Plan plan =
        new Planner().plan(from.map(Compilation::release), to.release(), to.origins().moves());
    List<Refusal> refusals = new Review(PlanCasesTest::holds).of(plan, from, to);
    String text = PlanText.of(plan, refusals, false).replaceAll("\\b[0-9a-f]{40}\\b", "<tree>");
    Golden.of(folder.resolve("expected.txt")).check(text.replaceAll("\\b[0-9a-f]{8}\\b", "<id>"));
  }

  private Compilation compilation(String edits) throws Exception {
    Path work = Files.createTempDirectory(temporary, "project");
    return Projects.compilation(EditedProject.tree(EditedProject.edited(edits), work), "local");
  }

  private static Compilation approved(Compilation to, String edits) {
    List<String> approvals =
        edits
            .lines()
            .filter(line -> line.startsWith(APPROVED))
            .map(line -> line.substring(APPROVED.length()))
            .toList();
    return new Compilation(
        to.release(),
        to.environment(),
        to.environments(),
        new Origins(to.origins().project(), to.origins().documents(), Optional.empty(), approvals),
        to.images());
  }

  private static boolean holds(Expression condition, Map<String, Object> values) {
    List<String> names = List.copyOf(condition.names());
    @Nullable Object[] row = names.stream().map(values::get).toArray();
    return Boolean.TRUE.equals(ExpressionCompiler.compile(condition, names).evaluate(row));
  }
}
