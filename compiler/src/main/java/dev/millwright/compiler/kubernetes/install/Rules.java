package dev.millwright.compiler.kubernetes.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What accounts may do, as rules of roles.
final class Rules {
  static final String RBAC = "rbac.authorization.k8s.io";
  static final List<String> LOOK = List.of("get", "list", "watch");
  private static final String LEASES = "coordination.k8s.io";
  private static final List<String> OWN =
      List.of("get", "list", "watch", "create", "patch", "update", "delete");

  private Rules() {}

  /// What a release is rendered to, what says how that fares, and what is said of it.
  static List<Object> project() {
    List<Object> rules = new ArrayList<>(rendered());
    rules.addAll(watched());
    rules.add(rule("events.k8s.io", List.of("events"), List.of("create", "patch")));
    return rules;
  }

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

  private static List<Object> watched() {
    return List.of(
        rule("", List.of("pods", "events", "resourcequotas", "persistentvolumeclaims"), LOOK),
        rule("apps", List.of("replicasets"), LOOK),
        rule("gateway.networking.k8s.io", List.of("gateways"), LOOK));
  }

  /// How one of several reconcilers is chosen.
  static List<Object> turn() {
    return List.of(
        rule(LEASES, List.of("leases"), List.of("create")),
        named(LEASES, "leases", Written.NAME, List.of("get", "patch", "update")));
  }

  /// The copy of the record.
  ///
  /// @param resources in the plural
  static List<Object> shown(List<String> resources) {
    return List.of(
        rule(Definitions.GROUP, resources, OWN),
        rule(
            Definitions.GROUP,
            resources.stream().map(it -> it + "/status").toList(),
            List.of("get", "patch", "update")));
  }

  /// One Secret by its name: whoever may list them may read them all.
  static Map<String, Object> secret(String name) {
    return named("", "secrets", name, List.of("get"));
  }

  static Map<String, Object> named(String group, String resource, String name, List<String> verbs) {
    SortedMap<String, Object> rule = rule(group, List.of(resource), verbs);
    rule.put("resourceNames", List.of(name));
    return rule;
  }

  static SortedMap<String, Object> rule(String group, List<String> resources, List<String> verbs) {
    return new TreeMap<>(
        Map.of("apiGroups", List.of(group), "resources", resources, "verbs", verbs));
  }
}
