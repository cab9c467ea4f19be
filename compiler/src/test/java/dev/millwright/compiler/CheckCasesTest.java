package dev.millwright.compiler;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Diagnostics;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What `validate` says of a project with some mistakes: one case a folder.
final class CheckCasesTest {
  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Cases.here().below("check").each(this::check);
  }

  private void check(Path folder) throws Exception {
    var files = EditedProject.edited(Files.readString(folder.resolve("edit.txt")));
    Path work = Files.createTempDirectory(temporary, "project");
    ProjectTree tree = EditedProject.tree(files, work);
    Checked<Validated> checked = Projects.compiler().validate(tree);
    List<Diagnostic> findings = checked.findings();
    String text =
        Diagnostics.text(
            findings,
            path ->
                Optional.ofNullable(files.get(path))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
            false);
    Golden.of(folder.resolve("expected.txt")).check(text + Diagnostics.summary(findings) + "\n");
  }
}
