package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Diagnostics;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `validate` says of a project with some mistakes: one case a folder.
final class CheckCasesTest {
  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Cases.here().below("check").each(this::check);
  }

  /// What no commit can break by itself: plans are judged in the cases of `plan`, Java is compiled
  /// when an image is built, and histories are verified where they are followed.
  private static final Set<Rule> ELSEWHERE =
      EnumSet.of(
          Rule.CONTRACT_BROKEN,
          Rule.VERSION_NOT_RAISED,
          Rule.POLICY_BROKEN,
          Rule.SOURCE_COMPILATION,
          Rule.COMMIT_UNSIGNED,
          Rule.SIGNATURE_REFUSED,
          Rule.SIGNER_PATHS,
          Rule.HISTORY_REWRITTEN,
          Rule.HISTORY_MISSING,
          Rule.BUDGET_EXCEEDED,
          Rule.EVERYTHING_RETIRED);

  @ParameterizedTest
  @EnumSource
  void every_rule_is_broken_in_some_case(Rule rule) {
    assumeFalse(ELSEWHERE.contains(rule), "not a rule of the compiler");
    assertThat(Cases.here().below("check").folders())
        .anyMatch(folder -> expected(folder).contains("[" + rule.id() + "] "));
  }

  @ParameterizedTest
  @EnumSource
  void every_rule_is_just_kept_in_some_case(Rule rule) {
    assumeFalse(ELSEWHERE.contains(rule), "not a rule of the compiler");
    Path folder = Path.of("src/test/cases/check", rule.id().toLowerCase(Locale.ROOT) + "-just-not");
    assertThat(expected(folder)).doesNotContain("error[", rule.id());
  }

  private static String expected(Path folder) {
    try {
      return Files.readString(folder.resolve("expected.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(Path folder) throws Exception {
    var files = EditedProject.edited(Files.readString(folder.resolve("edit.txt")));
    Path work = Files.createTempDirectory(temporary, "project");
    ProjectTree tree = EditedProject.tree(files, work);
    Checked<Validated> checked = new Compiler(LockUse.KNOWN, FolderItems.ofCases()).validate(tree);
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
