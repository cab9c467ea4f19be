package dev.millwright.compiler.kubernetes.install;

import dev.millwright.spec.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What a reconciler of several projects may do of itself: look at their Sources, say what became
/// of them, and act as the one account of each. It may nothing else to them.
///
/// @param home the reconciler's namespace
record Borrowing(String home) {
  /// The rules. An account that is named otherwise needs a rule of its own.
  private static List<Object> rules() {
    List<Object> rules = new ArrayList<>();
    rules.add(Rules.rule(Definitions.GROUP, List.of("sources"), Rules.LOOK));
    rules.add(Rules.rule(Definitions.GROUP, List.of("sources/status"), List.of("get", "patch")));
    rules.add(Rules.named("", "serviceaccounts", ProjectPlace.ACCOUNT, List.of("impersonate")));
    return rules;
  }

  /// In one namespace.
  List<ObjectNode> in(Name namespace) {
    Account there = new Account(new Written(namespace.text()), rules());
    return List.of(there.role(), there.binding(home));
  }

  /// In every namespace, but as an account of this name alone.
  List<ObjectNode> everywhere() {
    Written written = new Written(home);
    String name = Written.NAME + "-" + home;
    Map<String, Object> role = Map.of("apiGroup", Rules.RBAC, "kind", "ClusterRole", "name", name);
    return List.of(
        written.ofCluster(Rules.RBAC + "/v1", "ClusterRole", name, Map.of("rules", rules())),
        written.ofCluster(
            Rules.RBAC + "/v1",
            "ClusterRoleBinding",
            name,
            Map.of("roleRef", role, "subjects", List.of(Account.subject(Written.NAME, home)))));
  }
}
