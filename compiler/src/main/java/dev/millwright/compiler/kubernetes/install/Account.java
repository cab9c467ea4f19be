package dev.millwright.compiler.kubernetes.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// An account of a namespace, and all that it may do: in this namespace, nowhere else.
///
/// @param written where the account and its role stand
/// @param rules all that it may
record Account(Written written, List<Object> rules) {
  /// The reconciler's, which looks after its own namespace.
  static Account of(Installation installation) {
    List<Object> rules = new ArrayList<>(Rules.project());
    rules.addAll(Rules.turn());
    rules.addAll(Rules.shown(Definitions.RESOURCES));
    rules.add(Rules.secret(InstalledState.of(installation).tokenSecret()));
    return new Account(new Written(installation.namespace()), rules);
  }

  List<ObjectNode> all() {
    return List.of(account(), role(), binding(written.namespace()));
  }

  ObjectNode account() {
    return written.object("v1", "ServiceAccount", Map.of("automountServiceAccountToken", false));
  }

  ObjectNode role() {
    return written.object(Rules.RBAC + "/v1", "Role", Map.of("rules", rules));
  }

  /// @param home the namespace of the account that gets the role, by the same name
  ObjectNode binding(String home) {
    return written.object(
        Rules.RBAC + "/v1",
        "RoleBinding",
        Map.of(
            "roleRef",
            Map.of("apiGroup", Rules.RBAC, "kind", "Role", "name", written.name()),
            "subjects",
            List.of(subject(written.name(), home))));
  }

  static Map<String, Object> subject(String name, String namespace) {
    return Map.of("kind", "ServiceAccount", "name", name, "namespace", namespace);
  }
}
