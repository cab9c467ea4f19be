package dev.millwright.reconciler.platform.kubernetes.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the reconciler's account may do on a real cluster, and mostly what it may not.
@Tag("cluster")
@EnabledIfEnvironmentVariable(
    named = "KUBECONFIG",
    matches = ".+",
    disabledReason = "KUBECONFIG names no cluster")
final class AccountClusterTest {
  @RegisterExtension static final TestNamespace namespace = new TestNamespace();

  @ParameterizedTest
  @CsvSource({
    "patch, apps, deployments, ''",
    "delete, batch, jobs, ''",
    "create, batch, cronjobs, ''",
    "patch, '', configmaps, ''",
    "patch, gateway.networking.k8s.io, httproutes, ''",
    "watch, '', pods, ''",
    "list, '', events, ''",
    "create, events.k8s.io, events, ''",
    "create, coordination.k8s.io, leases, ''",
    "patch, millwright.dev, rollouts, status",
    "patch, millwright.dev, components, ''"
  })
  void it_may_do_its_work_in_its_namespace(
      String verb, String group, String resource, String subresource) {
    assertThat(may(here(verb, group, resource).withSubresource(subresource).build())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "list, '', secrets",
    "list, coordination.k8s.io, leases",
    "watch, '', secrets",
    "create, '', secrets",
    "delete, '', secrets",
    "create, '', pods",
    "delete, '', pods",
    "delete, '', persistentvolumeclaims",
    "patch, '', resourcequotas",
    "deletecollection, apps, deployments",
    "create, rbac.authorization.k8s.io, roles",
    "patch, rbac.authorization.k8s.io, roles",
    "bind, rbac.authorization.k8s.io, roles",
    "create, rbac.authorization.k8s.io, rolebindings",
    "create, apps, daemonsets",
    "patch, apps, statefulsets",
    "patch, gateway.networking.k8s.io, gateways",
    "impersonate, '', serviceaccounts",
    "delete, events.k8s.io, events"
  })
  void it_may_nothing_else_there(String verb, String group, String resource) {
    assertThat(may(here(verb, group, resource).build())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"exec, pods/exec", "token, serviceaccounts/token", "approve, deployments/scale"})
  void it_may_not_go_in_by_a_side_door(String what, String door) {
    String[] parts = door.split("/");
    String group = parts[0].equals("deployments") ? "apps" : "";
    assertThat(may(here("create", group, parts[0]).withSubresource(parts[1]).build()))
        .as(what)
        .isFalse();
  }

  @Test
  void it_may_get_the_secret_with_its_token_and_no_other() {
    assertThat(may(here("get", "", "secrets").withName("millwright-token").build())).isTrue();
    assertThat(may(here("get", "", "secrets").withName("deploy-key").build())).isFalse();
    assertThat(may(here("get", "", "secrets").build())).isFalse();
  }

  @Test
  void it_may_renew_its_own_lease_and_no_other() {
    ResourceAttributesBuilder renew = here("patch", "coordination.k8s.io", "leases");
    assertThat(may(renew.withName("millwright-reconciler").build())).isTrue();
    assertThat(may(renew.withName("somebody-else").build())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "default, get, '', pods",
    "default, patch, apps, deployments",
    "kube-system, get, '', secrets",
    "kube-system, list, '', configmaps",
    "'', list, '', namespaces",
    "'', delete, '', namespaces",
    "'', list, '', nodes",
    "'', patch, apiextensions.k8s.io, customresourcedefinitions",
    "'', list, apps, deployments"
  })
  void it_may_nothing_in_other_namespaces_or_of_the_cluster(
      String place, String verb, String group, String resource) {
    ResourceAttributesBuilder asked =
        new ResourceAttributesBuilder().withVerb(verb).withGroup(group).withResource(resource);
    assertThat(may((place.isEmpty() ? asked : asked.withNamespace(place)).build())).isFalse();
  }

  /// Not only by what the cluster says it would do.
  @Test
  void the_cluster_does_as_it_says() {
    Config config =
        new ConfigBuilder(namespace.client().getConfiguration())
            .withImpersonateUsername(user())
            .build();
    try (KubernetesClient account = new KubernetesClientBuilder().withConfig(config).build()) {
      assertThat(account.pods().inNamespace(namespace.name()).list().getItems()).isEmpty();
      var token = account.secrets().inNamespace(namespace.name()).withName("millwright-token");
      assertThat(token.get().getData()).containsKey("token");
      assertThatThrownBy(() -> account.secrets().inNamespace(namespace.name()).list())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("cannot list resource \"secrets\"");
      assertThatThrownBy(() -> account.pods().inNamespace("kube-system").list())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("cannot list resource \"pods\"");
    }
  }

  private static ResourceAttributesBuilder here(String verb, String group, String resource) {
    return new ResourceAttributesBuilder()
        .withNamespace(namespace.name())
        .withVerb(verb)
        .withGroup(group)
        .withResource(resource);
  }

  private static String user() {
    return "system:serviceaccount:" + namespace.name() + ":millwright-reconciler";
  }

  private static boolean may(ResourceAttributes what) {
    return namespace
        .client()
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(
            new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user())
                .withResourceAttributes(what)
                .endSpec()
                .build())
        .getStatus()
        .getAllowed();
  }
}
