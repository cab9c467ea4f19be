package dev.millwright.reconciler.platform.kubernetes.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a real API server takes for Millwright's custom resources, and with which words it refuses.
@Tag("cluster")
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "KUBECONFIG names no cluster")
final class DefinitionsClusterTest {
  @RegisterExtension static final TestNamespace namespace = new TestNamespace();

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final String MODEL = "{kind: Model, name: delay, version: " + A + "}";

  private static String object(String kind, String name, String spec) {
    return "{apiVersion: millwright.dev/v1alpha1, kind: %s, metadata: {name: %s}, spec: %s}"
        .formatted(kind, name, spec);
  }

  private static String source(String name, String url, String environment) {
    return object("Source", name, "{url: \"%s\", environment: %s}".formatted(url, environment));
  }

  private static String release(String name, String revision) {
    String component = MODEL.replace("}", ", contract: " + B + "}");
    return object(
        "Release",
        name,
        "{id: %s, project: flights, environment: production, revision: %s, components: [%s]}"
            .formatted(A, revision, component));
  }

  private static String rollout(String name, String action) {
    return object(
        "Rollout",
        name,
        "{to: %s, revision: one, steps: [{id: shift, action: %s}], inventory: {old: [], new: [%s]}}"
            .formatted(B, action, MODEL));
  }

  private static void refuses(String object, String... sentences) {
    assertThatThrownBy(() -> namespace.apply(object))
        .isInstanceOf(KubernetesClientException.class)
        .satisfies(
            refusal -> {
              for (String sentence : sentences) {
                assertThat(refusal).hasMessageContaining(sentence);
              }
            });
  }

  @Test
  void each_kind_is_taken() {
    namespace.apply(source("taken", "ssh://git@git.example.com/flights", "production"));
    namespace.apply(release("taken", "one"));
    namespace.apply(rollout("taken", "Shift"));
    var component = namespace.apply(object("Component", "taken", "{kind: Model, name: delay}"));
    assertThat(component.at("/metadata/generation").asInt()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "http://git.example.com/flights, 'a repository is read over https, ssh, git or from a file'",
    "git@git.example.com:flights, 'a repository is read over https, ssh, git or from a file'",
    "https://some:secret@git.example.com/flights, a URL carries no password"
  })
  void a_source_is_a_repository_without_a_password(String url, String sentence) {
    refuses(source("wrong", url, "production"), sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "path: ../elsewhere; the project's folder is in the repository",
        "path: /etc; the project's folder is in the repository",
        "ref: a b; a ref is the name of a branch",
        "interval: soon; an interval is a number with its unit",
        "serviceAccount: default; every pod of the namespace is the account default",
        "serviceAccount: A:B; names are of lower-case letters",
        "gateway: public; a Gateway is named by its namespace and its name",
        "secretRef: {}; secretRef.name"
      })
  void what_people_write_of_a_source_is_looked_at(String field, String sentence) {
    refuses(
        object(
            "Source",
            "wrong",
            "{url: \"https://git.example.com/x\", environment: production, " + field + "}"),
        sentence);
  }

  @Test
  void a_secret_opens_https_and_ssh_alone() {
    refuses(
        object(
            "Source",
            "wrong",
            "{url: \"git://git.example.com/x\", environment: production, secretRef: {name: a}}"),
        "a Secret opens a repository over https or ssh alone");
  }

  @Test
  void a_source_may_say_all_that_there_is() {
    namespace.apply(
        object(
            "Source",
            "whole",
            "{url: \"https://git.example.com/x\", ref: main, path: a/b, environment: production,"
                + " interval: 5m, serviceAccount: millwright-project, secretRef: {name: key},"
                + " gateway: gateways/public, registry: \"http://10.0.0.1:5000/x\","
                + " suspend: {reason: an audit}}"));
  }

  @Test
  void a_suspension_has_a_reason() {
    refuses(
        object(
            "Source",
            "wrong",
            "{url: \"https://git.example.com/x\", environment: production, suspend: {}}"),
        "suspend.reason");
  }

  @Test
  void a_source_stays_with_its_environment() {
    namespace.apply(source("stays", "https://git.example.com/one", "production"));
    namespace.apply(source("stays", "https://git.example.com/two", "production"));
    refuses(
        source("stays", "https://git.example.com/two", "staging"),
        "a Source stays with its environment; another environment is another Source");
  }

  @Test
  void a_release_never_changes() {
    namespace.apply(release("fixed", "one"));
    refuses(release("fixed", "two"), "a release is what it is; other content is another release");
  }

  @Test
  void what_a_rollout_is_to_do_never_changes() {
    namespace.apply(rollout("fixed", "Shift"));
    refuses(rollout("fixed", "Prove"), "what a rollout is to do was decided when it began");
    refuses(rollout("wrong", "Dance"), "Unsupported value: \"Dance\"");
  }

  @Test
  void a_component_keeps_its_name_and_is_of_a_kind_that_has_versions() {
    namespace.apply(object("Component", "fixed", "{kind: Model, name: delay}"));
    refuses(
        object("Component", "fixed", "{kind: Model, name: other}"),
        "a component keeps its kind and its name");
    refuses(object("Component", "wrong", "{kind: Project, name: flights}"), "Unsupported value");
  }

  @Test
  void a_rollout_that_came_to_its_end_does_not_go_on() {
    namespace.apply(rollout("ended", "Shift"));
    status("ended", "{\"phase\": \"Done\", \"ended\": \"2026-01-01T00:00:00Z\"}");
    assertThatThrownBy(() -> status("ended", "{\"phase\": \"Shifting\", \"ended\": null}"))
        .hasMessageContaining("a rollout that came to its end does not go on");
  }

  @Test
  void a_rollout_has_an_end_only_when_it_is_at_one() {
    namespace.apply(rollout("half", "Shift"));
    assertThatThrownBy(() -> status("half", "{\"phase\": \"Returned\"}"))
        .hasMessageContaining("a rollout has an end when it is done, returned or overtaken");
    assertThatThrownBy(
            () -> status("half", "{\"phase\": \"Proving\", \"ended\": \"2026-01-01T00:00:00Z\"}"))
        .hasMessageContaining("and only then");
    assertThatThrownBy(() -> status("half", "{\"percent\": 101}"))
        .hasMessageContaining("less than or equal to 100");
  }

  private static void status(String name, String status) {
    namespace
        .client()
        .genericKubernetesResources("millwright.dev/v1alpha1", "Rollout")
        .inNamespace(namespace.name())
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": " + status + "}");
  }
}
