package dev.millwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.build.Outcome;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.release.ImageSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildFailuresTest {
  @TempDir Path project;
  private final StringWriter said = new StringWriter();

  @Test
  void all_that_went_wrong_is_told_at_once() {
    var wrong =
        Diagnostic.error(Rule.SOURCE_COMPILATION, Span.startOf("functions/b/B.java"), "no `;`");
    List<Outcome> outcomes =
        List.of(
            done("a"),
            new Outcome.Rejected(spec("b"), List.of(wrong)),
            new Outcome.Failed(spec("c"), "the registry answers 500", "ask its keeper"));

    assertThatThrownBy(() -> of(outcomes))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ExitCode.FAILED);
              assertThat(failure.hint()).isEqualTo("ask its keeper");
            })
        .hasMessage("2 of 3 images were not built: functions/b, functions/c");
    assertThat(said.toString())
        .contains("functions/b/B.java", "no `;`", "functions/c: the registry answers 500");
  }

  @Test
  void sources_that_do_not_compile_are_the_users_input() {
    assertThatThrownBy(() -> of(List.of(new Outcome.Rejected(spec("b"), List.of()))))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.code()).isEqualTo(ExitCode.WRONG_INPUT));
  }

  @Test
  void without_a_failure_nothing_is_said() {
    assertThat(of(List.of(done("a")))).isEqualTo(ExitCode.OK);
    assertThat(said.toString()).isEmpty();
  }

  private ExitCode of(List<Outcome> outcomes) {
    var nowhere = new PrintWriter(new StringWriter());
    return BuildFailures.of(
        outcomes, WorkTree.at(project), new Console(nowhere, new PrintWriter(said), false));
  }

  private static Outcome done(String name) {
    return new Outcome.Done(spec(name), Digest.of(name), "built", "");
  }

  private static ImageSpec spec(String name) {
    return new ImageSpec(
        Digest.of(name),
        ImageSpec.Role.JOB,
        Optional.of(new ImageSpec.Source("functions/" + name, "tree")),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
