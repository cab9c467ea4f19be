package dev.millwright.compiler;

import dev.millwright.compiler.plan.PlanText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The plan from the base project to an edited one: one case a folder. Versions are left out, so
/// that the cases show what happens and not what it is called.
final class PlanCasesTest {
  private static final String FROM_NOTHING = "# from nothing\n";

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Cases.here().below("plan").each(this::check);
  }

  private void check(Path folder) throws Exception {
    String edits = Files.readString(folder.resolve("edit.txt"));
    Optional<Release> from =
        edits.startsWith(FROM_NOTHING) ? Optional.empty() : Optional.of(release(""));
    Plan plan = new Planner().plan(from, release(edits));
    String text = PlanText.of(plan, false).replaceAll("\\b[0-9a-f]{40}\\b", "<tree>");
    Golden.of(folder.resolve("expected.txt")).check(text.replaceAll("\\b[0-9a-f]{8}\\b", "<id>"));
  }

  private Release release(String edits) throws Exception {
    Path work = Files.createTempDirectory(temporary, "project");
    return Projects.release(EditedProject.tree(EditedProject.edited(edits), work), "local");
  }
}
