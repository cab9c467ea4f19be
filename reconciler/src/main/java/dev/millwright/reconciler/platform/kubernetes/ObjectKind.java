package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.Optional;

/// The kinds that Millwright writes, in the order in which they are taken away: what makes pods
/// first, what pods read last.
enum ObjectKind {
  HTTP_ROUTE("HTTPRoute", "gateway.networking.k8s.io", "v1", "httproutes"),
  CRON_JOB("CronJob", "batch", "v1", "cronjobs"),
  JOB("Job", "batch", "v1", "jobs"),
  HORIZONTAL_POD_AUTOSCALER(
      "HorizontalPodAutoscaler", "autoscaling", "v2", "horizontalpodautoscalers"),
  POD_DISRUPTION_BUDGET("PodDisruptionBudget", "policy", "v1", "poddisruptionbudgets"),
  DEPLOYMENT("Deployment", "apps", "v1", "deployments"),
  SERVICE("Service", "", "v1", "services"),
  CONFIG_MAP("ConfigMap", "", "v1", "configmaps"),
  NETWORK_POLICY("NetworkPolicy", "networking.k8s.io", "v1", "networkpolicies"),
  SERVICE_ACCOUNT("ServiceAccount", "", "v1", "serviceaccounts");

  private final String word;
  private final String group;
  private final String version;
  private final String plural;

  ObjectKind(String word, String group, String version, String plural) {
    this.word = word;
    this.group = group;
    this.version = version;
    this.plural = plural;
  }

  /// The kind by its word, `Deployment`.
  static Optional<ObjectKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  String word() {
    return word;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withKind(word)
        .withGroup(group)
        .withVersion(version)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// Where the API server has one.
  String path(String namespace, String name) {
    String root = (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    return "%s/namespaces/%s/%s/%s".formatted(root, namespace, plural, name);
  }
}
