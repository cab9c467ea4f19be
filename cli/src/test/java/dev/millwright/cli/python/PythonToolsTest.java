package dev.millwright.cli.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tools that are scripts: each writes down how it was called.
final class PythonToolsTest {
  private static final Need.Requirements NEED =
      new Need.Requirements(
          Name.of("train-fare"), "3.12", "linux/amd64", List.of("scikit-learn==1.5.2", "joblib"));
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  @TempDir private Path folder;

  @Test
  void uv_says_versions_and_the_hashes_of_their_files() throws IOException {
    tool(
        "uv",
        """
        joblib==1.5.2 \\
            --hash=sha256:%s \\
            --hash=sha256:%s
        scikit-learn==1.5.2 \\
            --hash=sha256:%s
        """
            .formatted(TWO, ONE, TWO));

    assertThat(tools(Lookout.KNOWN).closure(NEED))
        .containsExactly(
            new LockedDistribution(
                "joblib", "1.5.2", List.of(Digest.parse(ONE), Digest.parse(TWO))),
            new LockedDistribution("scikit-learn", "1.5.2", List.of(Digest.parse(TWO))));
    assertThat(called())
        .contains("pip compile", "--generate-hashes", "--only-binary :all:")
        .contains("--python-version 3.12", "--python-platform x86_64-manylinux_2_28")
        .contains("scikit-learn==1.5.2\njoblib\n")
        .doesNotContain("--refresh");
  }

  @Test
  void uv_looks_again_for_an_upgrade() throws IOException {
    tool("uv", "joblib==1.5.2 --hash=sha256:" + ONE + "\n");
    tools(Lookout.NEWS).closure(NEED);
    assertThat(called()).contains("--refresh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"joblib==1.5.2", "joblib>=1.5 --hash=sha256:1", "-e ."})
  void what_uv_says_without_version_or_hash_is_not_taken(String line) throws IOException {
    tool("uv", line + "\n");
    assertThatThrownBy(() -> tools(Lookout.KNOWN).closure(NEED))
        .isInstanceOf(DistributionFailure.class)
        .hasMessageContaining(line);
  }

  @Test
  void a_tool_that_fails_is_quoted() throws IOException {
    script("uv", "echo 'error: No solution found' >&2\nexit 1\n");
    assertThatThrownBy(() -> tools(Lookout.KNOWN).closure(NEED))
        .isInstanceOf(DistributionFailure.class)
        .hasMessage("uv does not resolve them: error: No solution found");
  }

  @Test
  void pip_reports_where_there_is_no_uv() throws IOException {
    tool("pip", report("3.12"));

    assertThat(tools(Lookout.KNOWN).closure(NEED))
        .containsExactly(
            new LockedDistribution("ruamel-yaml", "0.18.6", List.of(Digest.parse(ONE))));
    assertThat(called())
        .contains("install --dry-run", "--python-version 3.12", "--platform manylinux_2_28_x86_64");
  }

  @Test
  void pip_on_another_python_is_not_believed() throws IOException {
    tool("pip", report("3.11"));
    assertThatThrownBy(() -> tools(Lookout.KNOWN).closure(NEED))
        .isInstanceOfSatisfying(
            DistributionFailure.class,
            failure -> {
              assertThat(failure)
                  .hasMessageContaining("Python 3.11")
                  .hasMessageContaining("asks for Python 3.12");
              assertThat(failure.hint()).startsWith("install uv");
            });
  }

  @Test
  void without_a_tool_people_are_told_what_to_install() {
    assertThatThrownBy(() -> tools(Lookout.KNOWN).closure(NEED))
        .isInstanceOfSatisfying(
            DistributionFailure.class,
            failure -> {
              assertThat(failure)
                  .hasMessage(
                      "neither uv nor pip is here to resolve the requirements of `train-fare`");
              assertThat(failure.hint()).startsWith("install uv");
            });
  }

  private static String report(String python) {
    return """
    {"version": "1",
     "environment": {"python_version": "%s", "platform_machine": "x86_64", "sys_platform": "linux"},
     "install": [{"metadata": {"name": "Ruamel.YAML", "version": "0.18.6"},
                  "download_info": {"archive_info": {"hashes": {"sha256": "%s"}}}}]}
    """
        .formatted(python, ONE);
  }

  /// Prints a text, whatever it is asked.
  private void tool(String name, String output) throws IOException {
    Path text = Files.writeString(folder.resolve(name + ".txt"), output);
    script(
        name,
        "cat requirements.txt > '%1$s'; echo \"$@\" >> '%1$s'; cat '%2$s'\n"
            .formatted(folder.resolve("called"), text));
  }

  private void script(String name, String lines) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + lines);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String called() throws IOException {
    return Files.readString(folder.resolve("called"));
  }

  private PythonTools tools(Lookout lookout) {
    return PythonTools.on(folder.toString(), lookout);
  }
}
