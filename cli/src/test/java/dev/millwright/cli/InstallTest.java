package dev.millwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `install`, as it is typed.
final class InstallTest {
  private static final Pattern TOKEN = Pattern.compile("(?m)^  token: \"?([0-9a-f]{64})\"?$");

  @Test
  void a_manifest_comes_with_a_token_of_its_own_each_time() {
    String first = token(installed("--path", "example-repo").out());
    String second = token(installed("--path", "example-repo").out());
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void that_a_token_is_new_is_said_beside_the_manifest() {
    Said said = installed();
    assertThat(said.err()).contains("--keep-token").doesNotContain(token(said.out()));
  }

  @Test
  void installed_again_the_token_is_kept() {
    Said said = installed("--keep-token");
    assertThat(said.status()).isZero();
    assertThat(said.out()).doesNotContain("kind: Secret\n").contains("name: millwright-token");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void what_is_followed_reaches_the_reconciler() {
    String manifest =
        installed("--path", "./example-repo/", "--ref", "main", "--keep-token", "--output", "json")
            .out();
    List<String> arguments = new ArrayList<>();
    for (JsonNode object : Json.mapper().readTree(manifest).path("items")) {
      object
          .at("/spec/template/spec/containers/0/args")
          .forEach(argument -> arguments.add(argument.asString()));
    }
    assertThat(String.join(" ", arguments))
        .isEqualTo(
            "cluster-daemon --source https://git.example.com/flights --ref main --path example-repo"
                + " --environment production --state /var/lib/millwright --namespace ml-flights");
  }

  @Test
  void forges_can_call_once_a_secret_is_named() {
    Said said = installed("--keep-token", "--webhook-secret", "flights-webhook");
    assertThat(said.out())
        .containsSubsequence(
            "- name: MILLWRIGHT_WEBHOOK_SECRET", "key: secret", "name: flights-webhook");
    assertThat(installed("--keep-token").out()).doesNotContain("WEBHOOK");
  }

  @Test
  void a_project_at_the_root_needs_no_path() {
    assertThat(installed("--path", ".").out()).doesNotContain("--path");
  }

  @Test
  void what_is_there_is_left_out() {
    Said said = installed("--no-namespace", "--no-crds", "--claim", "shared", "--keep-token");
    assertThat(said.out())
        .doesNotContain("kind: Namespace", "CustomResourceDefinition", "PersistentVolumeClaim\n")
        .contains("claimName: shared", "kind: Deployment");
  }

  @ParameterizedTest
  @CsvSource({
    "--source, https://somebody:secret@git.example.com/x, without a password",
    "--source, git@git.example.com:x, ssh://",
    "--namespace, Flights, a DNS label",
    "--image, 'two words', no image",
    "--path, ../elsewhere, in the repository",
    "--ref, 'a b', no branch",
    "--ref, -x, no branch",
    "--gateway, public, its namespace and its name",
    "--storage-size, much, a number with its unit",
    "--claim, 'a b', no PersistentVolumeClaim",
    "--git-secret, Key, no Secret"
  })
  void an_option_that_cannot_be_meant_is_refused(String option, String value, String sentence) {
    Said said = installed(option, value);
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains(sentence, "hint: ").doesNotContain("secret@");
  }

  @Test
  void several_projects_have_a_token_each_and_a_reconciler_that_is_told_of_them() {
    Said said = several("--projects", "ml-hotels,ml-flights", "--nfs", "files.example.com:/m");
    assertThat(said.status()).isZero();
    assertThat(said.out())
        .contains("- \"--projects\"", "- \"ml-flights,ml-hotels\"")
        .contains("path: /m/projects/ml-flights", "path: /m/projects/ml-hotels")
        .containsPattern("(?s)token: .*token: ");
    assertThat(said.err()).contains("--keep-token");
  }

  @Test
  void a_later_project_brings_no_reconciler() {
    Said said =
        several(
            "--all-namespaces",
            "--projects-only",
            "--projects",
            "ml-hotels",
            "--claim",
            "millwright-state",
            "--keep-token");
    assertThat(said.out())
        .contains("namespace: ml-hotels")
        .doesNotContain("kind: Deployment", "ClusterRole", "namespace: ml-flights");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--projects ml-hotels; folders of one",
        "--projects ml-hotels --claim x --source https://git.example.com/x; their Sources say",
        "--projects millwright-system --claim x; none of its projects",
        "--projects Hotels --claim x; a DNS label",
        "--projects-only --claim x; which projects?",
        "--projects ml-hotels --nfs somewhere; SERVER:/PATH"
      })
  void what_cannot_be_meant_of_several_is_refused(String options, String sentence) {
    Said said = several(options.split(" "));
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains(sentence, "hint: ");
  }

  @Test
  void one_project_needs_a_repository_and_an_environment() {
    assertThat(several().err()).contains("a repository is named as");
    assertThat(several("--source", "https://git.example.com/x").err())
        .contains("which environment?");
  }

  /// The command without what says one project.
  private static Said several(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "install",
                "--no-crds",
                "--namespace",
                "millwright-system",
                "--image",
                "registry.example.com/millwright:0.1.0"));
    arguments.addAll(List.of(options));
    return said(arguments);
  }

  private record Said(int status, String out, String err) {}

  /// The usual command with more options; those that are given again take the place of the usual.
  private static Said installed(String... options) {
    List<String> arguments = new ArrayList<>(List.of("install", "--environment", "production"));
    List<String> given = List.of(options);
    usual("--namespace", "ml-flights", given, arguments);
    usual("--source", "https://git.example.com/flights", given, arguments);
    usual("--image", "registry.example.com/millwright:0.1.0", given, arguments);
    arguments.addAll(given);
    return said(arguments);
  }

  private static Said said(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    return new Said(status, out.toString(), err.toString());
  }

  private static void usual(String option, String value, List<String> given, List<String> all) {
    if (!given.contains(option)) {
      all.addAll(List.of(option, value));
    }
  }

  private static String token(String manifest) {
    Matcher token = TOKEN.matcher(manifest);
    assertThat(token.find()).isTrue();
    return token.group(1);
  }
}
