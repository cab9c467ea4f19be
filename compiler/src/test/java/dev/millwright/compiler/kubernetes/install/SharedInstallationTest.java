package dev.millwright.compiler.kubernetes.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.ObjectText;
import dev.millwright.compiler.kubernetes.install.Installation.NewToken;
import dev.millwright.compiler.kubernetes.install.Installation.NfsFolder;
import dev.millwright.spec.Name;
import dev.millwright.testkit.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One reconciler for several projects, as objects, and mostly what it may not.
final class SharedInstallationTest {
  private static final Path CASES = Path.of("src/test/cases/shared-install");
  private static final NfsFolder FOLDER =
      new NfsFolder("files.example.com", "/millwright", "100Gi");

  private static SharedInstallation installation(boolean isEverywhere, boolean hasReconciler) {
    List<ProjectPlace> projects =
        Stream.of("ml-flights", "ml-hotels")
            .map(
                it ->
                    new ProjectPlace(
                        Name.of(it),
                        new NewToken("token-of-" + it),
                        FOLDER.resolve("projects/" + it)))
            .toList();
    return new SharedInstallation(
        "millwright-system",
        true,
        false,
        hasReconciler,
        isEverywhere,
        "registry.example.com/millwright:0.1.0",
        FOLDER,
        projects);
  }

  @Test
  void of_namespaces_that_are_named() {
    Golden.of(CASES.resolve("named.yaml"))
        .check(ObjectText.yaml(installation(false, true).objects()));
  }

  @Test
  void of_every_namespace() {
    Golden.of(CASES.resolve("everywhere.yaml"))
        .check(ObjectText.yaml(installation(true, true).objects()));
  }

  @Test
  void a_project_that_comes_later_brings_what_is_its_own_alone() {
    assertThat(installation(true, false).objects())
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/namespace").asString("ml-")).startsWith("ml-"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_reconciler_itself_may_look_at_sources_and_say_of_them_and_be_one_account(
      boolean isEverywhere) {
    List<String> may = new ArrayList<>();
    for (ObjectNode role : roles(isEverywhere, "millwright-reconciler")) {
      role.path("rules").forEach(rule -> may.add(words(rule)));
    }
    assertThat(may)
        .containsOnly(
            "create leases",
            "get patch update leases millwright-reconciler",
            "get list watch sources",
            "get patch sources/status",
            "impersonate serviceaccounts millwright-project");
  }

  @Test
  void a_projects_account_may_nothing_that_leads_out_of_its_namespace() {
    for (ObjectNode role : roles(false, "millwright-project")) {
      assertThat(role.path("kind").asString()).isEqualTo("Role");
      for (JsonNode rule : role.path("rules")) {
        assertThat(words(rule))
            .doesNotContain("impersonate", "*", "bind", "escalate", " roles", " leases")
            .doesNotContain(" sources", "pods/exec", "deletecollection");
      }
    }
  }

  @Test
  void of_secrets_an_account_may_get_four_by_their_names() {
    List<String> about = new ArrayList<>();
    for (ObjectNode role : roles(false, "millwright-project")) {
      role.path("rules").forEach(rule -> about.add(words(rule)));
    }
    assertThat(about)
        .filteredOn(it -> it.contains("secrets"))
        .containsOnly(
            "get secrets millwright-token",
            "get secrets millwright-git",
            "get secrets millwright-commit-status",
            "get secrets millwright-webhook");
  }

  @Test
  void each_project_has_a_token_of_its_own_and_the_reconciler_none() {
    List<ObjectNode> secrets =
        installation(false, true).objects().stream()
            .filter(it -> it.path("kind").asString().equals("Secret"))
            .toList();
    assertThat(secrets)
        .extracting(
            it ->
                it.at("/metadata/namespace").asString()
                    + " "
                    + it.at("/stringData/token").asString())
        .containsExactly("ml-flights token-of-ml-flights", "ml-hotels token-of-ml-hotels");
  }

  private static List<ObjectNode> roles(boolean isEverywhere, String name) {
    List<ObjectNode> roles =
        installation(isEverywhere, true).objects().stream()
            .filter(it -> it.path("kind").asString().endsWith("Role"))
            .filter(it -> it.at("/metadata/name").asString().startsWith(name))
            .toList();
    assertThat(roles).isNotEmpty();
    return roles;
  }

  /// Verbs, resources, names.
  private static String words(JsonNode rule) {
    List<String> words = new ArrayList<>();
    for (String field : List.of("verbs", "resources", "resourceNames")) {
      rule.path(field).forEach(it -> words.add(it.asString()));
    }
    return String.join(" ", words);
  }
}
