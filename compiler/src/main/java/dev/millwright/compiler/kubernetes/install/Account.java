package dev.millwright.compiler.kubernetes.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Who the reconciler is on the cluster, and all that it may do: in its own namespace, nowhere
/// else.
record Account(Installation installation) {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final List<String> LOOK = List.of("get", "list", "watch");
  private static final List<String> OWN =
      List.of("get", "list", "watch", "create", "patch", "update", "delete");

  List<ObjectNode> all() {
    return List.of(account(), role(), binding());
  }

  private ObjectNode account() {
    return written()
        .object(
            "v1", "ServiceAccount", Written.NAME, Map.of("automountServiceAccountToken", false));
  }

  private ObjectNode role() {
    List<Object> rules = new ArrayList<>(rendered());
    rules.addAll(watched());
    rules.addAll(told());
    rules.add(token());
    return written().object(RBAC + "/v1", "Role", Written.NAME, Map.of("rules", rules));
  }

  /// What a release is rendered to.
  private static List<Object> rendered() {
    return List.of(
        rule("", List.of("configmaps", "services", "serviceaccounts"), OWN),
        rule("apps", List.of("deployments"), OWN),
        rule("batch", List.of("jobs", "cronjobs"), OWN),
        rule("policy", List.of("poddisruptionbudgets"), OWN),
        rule("autoscaling", List.of("horizontalpodautoscalers"), OWN),
        rule("networking.k8s.io", List.of("networkpolicies"), OWN),
        rule("gateway.networking.k8s.io", List.of("httproutes"), OWN));
  }

  /// What says how that fares, and why not.
  private static List<Object> watched() {
    return List.of(
        rule("", List.of("pods", "events", "resourcequotas", "persistentvolumeclaims"), LOOK),
        rule("apps", List.of("replicasets"), LOOK),
        rule("gateway.networking.k8s.io", List.of("gateways"), LOOK));
  }

  /// What it says itself, and how one of several reconcilers is chosen.
  private static List<Object> told() {
    return List.of(
        rule("events.k8s.io", List.of("events"), List.of("create", "patch")),
        rule("coordination.k8s.io", List.of("leases"), List.of("create")),
        named("coordination.k8s.io", "leases", Written.NAME, List.of("get", "patch", "update")),
        rule(Definitions.GROUP, Definitions.RESOURCES, OWN),
        rule(
            Definitions.GROUP,
            Definitions.RESOURCES.stream().map(it -> it + "/status").toList(),
            List.of("get", "patch", "update")));
  }

  /// One Secret by its name: whoever may list them may read them all.
  private Map<String, Object> token() {
    return named("", "secrets", new InstalledState(installation).tokenSecret(), List.of("get"));
  }

  private static Map<String, Object> named(
      String group, String resource, String name, List<String> verbs) {
    SortedMap<String, Object> rule = rule(group, List.of(resource), verbs);
    rule.put("resourceNames", List.of(name));
    return rule;
  }

  private static SortedMap<String, Object> rule(
      String group, List<String> resources, List<String> verbs) {
    return new TreeMap<>(
        Map.of("apiGroups", List.of(group), "resources", resources, "verbs", verbs));
  }

  private ObjectNode binding() {
    Map<String, Object> role = Map.of("apiGroup", RBAC, "kind", "Role", "name", Written.NAME);
    Map<String, Object> subject =
        Map.of(
            "kind", "ServiceAccount", "name", Written.NAME, "namespace", installation.namespace());
    return written()
        .object(
            RBAC + "/v1",
            "RoleBinding",
            Written.NAME,
            Map.of("roleRef", role, "subjects", List.of(subject)));
  }

  private Written written() {
    return new Written(installation.namespace());
  }
}
