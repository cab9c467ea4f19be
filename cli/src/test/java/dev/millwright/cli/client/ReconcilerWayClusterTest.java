package dev.millwright.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.compiler.kubernetes.install.Definitions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Which pod of a real cluster a command asks. The pods are on no node: they say that they are
/// ready.
@Tag("cluster")
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "KUBECONFIG names no cluster")
final class ReconcilerWayClusterTest {
  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final String home = "several-" + UUID.randomUUID().toString().substring(0, 8);
  private final String project = home + "-project";

  @BeforeEach
  void make() {
    Definitions.all().forEach(it -> apply(it.toString()));
    for (String namespace : new String[] {home, project}) {
      apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
    }
    apply(secret(home, "of-one"));
    apply(secret(project, "of-the-project"));
    apply(
        """
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: none, namespace: %s}}
        """
            .formatted(home));
  }

  @AfterEach
  void leave_nothing() {
    client.namespaces().withName(home).delete();
    client.namespaces().withName(project).delete();
    client.close();
  }

  @Test
  void one_that_stands_in_the_namespace_answers_with_its_own_token() {
    pod(home);
    assertThat(ReconcilerWay.to(client, home).below()).isEmpty();
    assertThat(ReconcilerWay.to(client, home).token()).isEqualTo("of-one");
  }

  @Test
  void else_the_one_that_the_source_names_answers_with_the_projects_token() {
    pod(home);
    source();

    ReconcilerWay way = ReconcilerWay.to(client, project);

    assertThat(way.namespace()).isEqualTo(home);
    assertThat(way.pod()).isEqualTo("reconciler");
    assertThat(way.below()).contains("/projects/" + project);
    assertThat(way.token()).isEqualTo("of-the-project");
  }

  @Test
  void where_none_is_ready_the_command_says_where_it_looked() {
    source();
    assertThatThrownBy(() -> ReconcilerWay.to(client, project))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("no reconciler is ready in the namespace " + home);
  }

  private void source() {
    apply(
        """
        apiVersion: millwright.dev/v1alpha1
        kind: Source
        metadata: {name: main, namespace: %s}
        spec: {url: "https://git.example.com/x", environment: production}
        """
            .formatted(project));
    client
        .genericKubernetesResources("millwright.dev/v1alpha1", "Source")
        .inNamespace(project)
        .withName("main")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\": {\"reconciler\": {\"namespace\": \"%s\"}}}".formatted(home));
  }

  private void pod(String namespace) {
    apply(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: reconciler
          namespace: %s
          labels: {app.kubernetes.io/name: millwright-reconciler}
        spec:
          serviceAccountName: none
          nodeSelector: {nowhere: "true"}
          containers: [{name: main, image: none}]
        """
            .formatted(namespace));
    client
        .pods()
        .inNamespace(namespace)
        .withName("reconciler")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}");
  }

  private static String secret(String namespace, String token) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: millwright-token, namespace: %s}
    stringData: {token: %s}
    """
        .formatted(namespace, token);
  }

  private void apply(String yaml) {
    HasMetadata object = client.getKubernetesSerialization().unmarshal("---\n" + yaml);
    var _ = client.resource(object).fieldManager("test").forceConflicts().serverSideApply();
  }
}
