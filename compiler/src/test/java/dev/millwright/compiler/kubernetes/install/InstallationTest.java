package dev.millwright.compiler.kubernetes.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.ObjectText;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.kubernetes.install.Installation.Followed;
import dev.millwright.compiler.kubernetes.install.Installation.NewClaim;
import dev.millwright.compiler.kubernetes.install.Installation.NewToken;
import dev.millwright.compiler.kubernetes.install.Installation.TokenThere;
import dev.millwright.spec.Name;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A folder a case: what is asked for, and the objects that a cluster is given. `.ci/kubernetes`
/// has a real API server judge the same files.
final class InstallationTest {
  private static final Set<String> OF_THE_CLUSTER = Set.of("Namespace", "CustomResourceDefinition");
  private static final Path BASE = Path.of("../deploy");

  @TestFactory
  Stream<DynamicTest> cases() {
    return Cases.here()
        .below("install")
        .each(
            folder ->
                Golden.of(folder.resolve("expected.yaml"))
                    .check(ObjectText.yaml(InstallCase.of(folder).objects())));
  }

  @TestFactory
  Stream<DynamicTest> nothing_is_left_outside_the_namespace_but_what_a_cluster_has_once() {
    return Cases.here()
        .below("install")
        .each(
            folder -> {
              for (ObjectNode object : InstallCase.of(folder).objects()) {
                String kind = object.path("kind").asString();
                assertThat(object.at("/metadata/namespace").asString(""))
                    .as(kind)
                    .isEqualTo(OF_THE_CLUSTER.contains(kind) ? "" : "ml-flights");
              }
            });
  }

  @TestFactory
  Stream<DynamicTest> no_object_is_taken_for_one_of_the_project() {
    return Cases.here()
        .below("install")
        .each(
            folder -> {
              for (ObjectNode object : InstallCase.of(folder).objects()) {
                assertThat(object.at("/metadata/labels").propertyNames())
                    .doesNotContain("millwright.dev/project", "app.kubernetes.io/managed-by");
              }
            });
  }

  @Test
  void the_account_may_nothing_with_secrets_but_get_the_one_by_its_name() {
    List<JsonNode> about = rulesFor("secrets");
    assertThat(about).hasSize(1);
    assertThat(texts(about.getFirst().path("verbs"))).containsExactly("get");
    assertThat(texts(about.getFirst().path("resourceNames"))).containsExactly(Target.TOKEN);
  }

  @Test
  void no_rule_says_everything_and_none_lets_the_account_raise_itself() {
    for (JsonNode rule : rules()) {
      for (String field : List.of("apiGroups", "resources", "verbs")) {
        assertThat(texts(rule.path(field))).doesNotContain("*");
      }
      assertThat(texts(rule.path("verbs")))
          .doesNotContain("bind", "escalate", "impersonate", "deletecollection");
      assertThat(texts(rule.path("apiGroups"))).doesNotContain("rbac.authorization.k8s.io");
    }
  }

  @Test
  void pods_are_looked_at_and_never_written() {
    List<JsonNode> about = rulesFor("pods");
    assertThat(about).hasSize(1);
    assertThat(texts(about.getFirst().path("verbs"))).containsExactly("get", "list", "watch");
    assertThat(rulesFor("pods/exec")).isEmpty();
  }

  @Test
  void the_base_of_kustomize_is_what_is_printed_without_a_token() {
    List<ObjectNode> objects = installation(new TokenThere(Target.TOKEN), false).objects();
    Golden.of(BASE.resolve("reconciler.yaml")).check(ObjectText.yaml(objects));
  }

  @Test
  void the_base_of_kustomize_names_all_that_lies_beside_it() throws Exception {
    String base = Files.readString(BASE.resolve("kustomization.yaml"));
    assertThat(base).contains("- reconciler.yaml\n");
    for (String resource : Definitions.RESOURCES) {
      assertThat(base).contains("- crds/" + resource + ".yaml\n");
    }
    try (Stream<Path> files = Files.list(BASE.resolve("crds"))) {
      assertThat(files).hasSize(Definitions.RESOURCES.size());
    }
  }

  @Test
  void a_token_is_in_the_secret_and_nowhere_else() {
    Installation installation = installation(new NewToken("a-secret-value"), true);
    assertThat(installation.toString()).doesNotContain("a-secret-value");
    for (ObjectNode object : installation.objects()) {
      boolean isSecret = object.path("kind").asString().equals("Secret");
      assertThat(object.toString().contains("a-secret-value")).isEqualTo(isSecret);
    }
  }

  private static Installation installation(Installation.Token token, boolean isWhole) {
    return new Installation(
        "ml-flights",
        isWhole,
        isWhole,
        new Followed(
            SourceUrl.of("https://git.example.com/flights").orElseThrow(),
            Optional.empty(),
            "",
            Name.of("production")),
        "registry.example.com/millwright:0.1.0",
        Optional.empty(),
        new NewClaim(Optional.empty(), "20Gi"),
        token,
        Optional.empty(),
        Optional.empty());
  }

  private static List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    installation(new NewToken("some"), true).objects().stream()
        .filter(object -> object.path("kind").asString().equals("Role"))
        .forEach(role -> role.path("rules").forEach(rules::add));
    assertThat(rules).isNotEmpty();
    return rules;
  }

  private static List<JsonNode> rulesFor(String resource) {
    return rules().stream()
        .filter(rule -> texts(rule.path("resources")).contains(resource))
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
