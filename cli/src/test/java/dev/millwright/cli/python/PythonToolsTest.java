package dev.millwright.cli.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.lock.LockEntry;
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
          Name.of("train-fare"),
          "3.12",
          List.of("linux/amd64"),
          List.of("scikit-learn==1.5.2", "joblib"));
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  private static final String LOCK = "lock-version = \"1.0\"\ncreated-by = \"uv\"\n";
  private static final String FILES = "https://index.example.com/files/";

  private static final Need.Requirements BOTH =
      new Need.Requirements(
          NEED.function(), "3.12", Need.Requirements.LINUX, List.of("joblib", "numpy"));
  private static final String NUMPY = "numpy-2.1.0-cp312-cp312-manylinux_2_28_";

  @TempDir private Path folder;

  @Test
  void uv_says_versions_and_of_their_wheels_the_one_made_for_the_most_is_taken()
      throws IOException {
    tool(
        "uv",
        LOCK
            + packaged("joblib", "1.5.2", wheel("joblib-1.5.2-py3-none-any.whl", ONE))
            + packaged(
                "scikit-learn",
                "1.5.2",
                wheel("scikit_learn-1.5.2-py3-none-any.whl", ONE),
                wheel("scikit_learn-1.5.2-cp312-cp312-manylinux_2_28_x86_64.whl", TWO),
                wheel(
                    "scikit_learn-1.5.2-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                    ONE)));

    assertThat(tools(Lookout.KNOWN).wheels(NEED).distributions())
        .containsExactly(
            pinned("joblib", "1.5.2", "joblib-1.5.2-py3-none-any.whl", ONE),
            pinned(
                "scikit-learn",
                "1.5.2",
                "scikit_learn-1.5.2-cp312-cp312-manylinux_2_28_x86_64.whl",
                TWO));
    assertThat(called())
        .contains("pip compile", "--format pylock.toml", "--only-binary :all:")
        .contains("--python-version 3.12", "--python-platform x86_64-manylinux_2_28")
        .contains("scikit-learn==1.5.2\njoblib\n")
        .doesNotContain("--refresh");
  }

  @Test
  void uv_looks_again_for_an_upgrade() throws IOException {
    tool("uv", LOCK + packaged("joblib", "1.5.2", wheel("joblib-1.5.2-py3-none-any.whl", ONE)));
    tools(Lookout.NEWS).wheels(NEED);
    assertThat(called()).contains("--refresh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "joblib==1.5.2 --hash=sha256:1",
        LOCK + "[[packages]]\nname = \"joblib\"\n",
        LOCK + "[[packages]]\nname = \"joblib\"\nversion = \"1.5.2\"\nwheels = []\n"
      })
  void what_uv_says_without_version_or_wheel_is_not_taken(String text) throws IOException {
    tool("uv", text + "\n");
    assertThatThrownBy(() -> tools(Lookout.KNOWN).wheels(NEED))
        .isInstanceOf(DistributionFailure.class)
        .hasMessageContaining("uv says what is not understood here")
        .hasMessageContaining("joblib");
  }

  @Test
  void a_login_in_an_address_gets_into_no_lock() throws IOException {
    String wheel = wheel("joblib-1.5.2-py3-none-any.whl", ONE);
    tool(
        "uv", LOCK + packaged("joblib", "1.5.2", wheel.replace("https://", "https://ann:canary@")));

    assertThat(tools(Lookout.KNOWN).wheels(NEED).distributions())
        .containsExactly(pinned("joblib", "1.5.2", "joblib-1.5.2-py3-none-any.whl", ONE));
  }

  @Test
  void a_wheel_of_a_folder_of_this_machine_is_not_for_everybody() throws IOException {
    String wheel =
        "{ path = \"wheels/joblib-1.5.2-py3-none-any.whl\", hashes = { sha256 = \"%s\" } }";
    tool("uv", LOCK + packaged("joblib", "1.5.2", wheel.formatted(ONE)));

    assertThatThrownBy(() -> tools(Lookout.KNOWN).wheels(NEED))
        .isInstanceOf(DistributionFailure.class)
        .hasMessage(
            "`joblib==1.5.2` comes from `wheels/joblib-1.5.2-py3-none-any.whl`, and not everybody has it from there");
  }

  @Test
  void source_alone_is_refused() throws IOException {
    tool("pip", report("3.12").replace("-py3-none-any.whl", ".tar.gz"));
    assertThatThrownBy(() -> tools(Lookout.KNOWN).wheels(NEED))
        .isInstanceOfSatisfying(
            DistributionFailure.class,
            failure -> {
              assertThat(failure)
                  .hasMessage(
                      "`ruamel-yaml==0.18.6` is there as source alone, which is not built here");
              assertThat(failure.hint()).contains("has a wheel");
            });
  }

  @Test
  void a_tool_that_fails_is_quoted() throws IOException {
    script("uv", "echo 'error: No solution found' >&2\nexit 1\n");
    assertThatThrownBy(() -> tools(Lookout.KNOWN).wheels(NEED))
        .isInstanceOf(DistributionFailure.class)
        .hasMessage("uv does not resolve them: error: No solution found");
  }

  @Test
  void pip_reports_where_there_is_no_uv() throws IOException {
    tool("pip", report("3.12"));

    assertThat(tools(Lookout.KNOWN).wheels(NEED).distributions())
        .containsExactly(
            pinned("ruamel-yaml", "0.18.6", "ruamel.yaml-0.18.6-py3-none-any.whl", ONE));
    assertThat(called())
        .contains("install --dry-run", "--python-version 3.12", "--platform manylinux_2_28_x86_64");
  }

  @Test
  void pip_on_another_python_is_not_believed() throws IOException {
    tool("pip", report("3.11"));
    assertThatThrownBy(() -> tools(Lookout.KNOWN).wheels(NEED))
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
    assertThatThrownBy(() -> tools(Lookout.KNOWN).wheels(NEED))
        .isInstanceOfSatisfying(
            DistributionFailure.class,
            failure -> {
              assertThat(failure)
                  .hasMessage(
                      "neither uv nor pip is here to resolve the requirements of `train-fare`");
              assertThat(failure.hint()).startsWith("install uv");
            });
  }

  @Test
  void wheels_for_one_kind_of_machine_are_pinned_for_each_in_the_versions_of_the_first()
      throws IOException {
    String pure = packaged("joblib", "1.5.2", wheel("joblib-1.5.2-py3-none-any.whl", ONE));
    script(
        "uv",
        "cp pins.txt '%s'\ncase \"$*\" in *x86_64-*) cat <<'E'\n%sE\n;; *) cat <<'E'\n%sE\n;; esac\n"
            .formatted(
                folder.resolve("called"),
                LOCK + pure + packaged("numpy", "2.1.0", wheel(NUMPY + "x86_64.whl", ONE)),
                LOCK + pure + packaged("numpy", "2.1.0", wheel(NUMPY + "aarch64.whl", TWO))));

    LockEntry.Wheels wheels = tools(Lookout.KNOWN).wheels(BOTH);

    assertThat(wheels.distributions())
        .containsExactly(
            pinned("joblib", "1.5.2", "joblib-1.5.2-py3-none-any.whl", ONE),
            pinned("numpy", "2.1.0", NUMPY + "x86_64.whl", ONE).on("linux/amd64"),
            pinned("numpy", "2.1.0", NUMPY + "aarch64.whl", TWO).on("linux/arm64"));
    assertThat(wheels.platforms()).containsExactly("linux/amd64", "linux/arm64");
    assertThat(called()).isEqualTo("joblib==1.5.2\nnumpy==2.1.0\n");
  }

  @Test
  void a_platform_that_a_version_has_no_wheel_for_is_left_out_and_said() throws IOException {
    second(
        "error: No solution found when resolving dependencies: because joblib==1.5.2 has no"
            + " wheels with a matching platform tag");

    LockEntry.Wheels wheels = tools(Lookout.KNOWN).wheels(BOTH);

    assertThat(wheels.platforms()).containsExactly("linux/amd64");
    assertThat(wheels.without()).containsEntry("linux/arm64", "joblib==1.5.2");
    assertThat(wheels.parts()).containsExactly("joblib==1.5.2");
    assertThat(wheels.gaps())
        .containsExactly("nothing for linux/arm64: joblib==1.5.2 has no wheel");
  }

  @Test
  void an_index_that_cannot_be_asked_leaves_no_platform_out() throws IOException {
    second("error: Failed to fetch: https://ann:canary@index.example.com/simple/joblib/");

    assertThatThrownBy(() -> tools(Lookout.KNOWN).wheels(BOTH))
        .isInstanceOf(DistributionFailure.class)
        .hasMessage(
            "uv does not resolve them: error: Failed to fetch: https://index.example.com/simple/joblib/");
  }

  /// The second platform fails.
  private void second(String said) throws IOException {
    String pure = packaged("joblib", "1.5.2", wheel("joblib-1.5.2-py3-none-any.whl", ONE));
    script(
        "uv",
        "case \"$*\" in *x86_64-*) cat <<'E'\n%sE\n;; *) echo '%s' >&2; exit 1 ;; esac\n"
            .formatted(LOCK + pure, said));
  }

  private static String packaged(String name, String version, String... wheels) {
    return "[[packages]]\nname = \"%s\"\nversion = \"%s\"\nwheels = [\n%s,\n]\n"
        .formatted(name, version, String.join(",\n", wheels));
  }

  private static String wheel(String file, String hash) {
    return "  { url = \"%s\", upload-time = 2024-10-18T15:21:06Z, size = 1, hashes = { sha256 = \"%s\" } }"
        .formatted(FILES + file, hash);
  }

  private static LockedDistribution pinned(String name, String version, String file, String hash) {
    Digest bytes = Digest.parse(hash);
    return new LockedDistribution(name, version, List.of(bytes)).from(FILES + file, bytes);
  }

  private static String report(String python) {
    return """
    {"version": "1",
     "environment": {"python_version": "%s", "platform_machine": "x86_64", "sys_platform": "linux"},
     "install": [{"metadata": {"name": "Ruamel.YAML", "version": "0.18.6"},
                  "download_info": {"url": "https://index.example.com/files/ruamel.yaml-0.18.6-py3-none-any.whl",
                                    "archive_info": {"hashes": {"sha256": "%s"}}}}]}
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
