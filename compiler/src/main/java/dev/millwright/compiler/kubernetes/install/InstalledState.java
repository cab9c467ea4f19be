package dev.millwright.compiler.kubernetes.install;

import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.kubernetes.Tree;
import dev.millwright.compiler.kubernetes.install.Installation.ClaimThere;
import dev.millwright.compiler.kubernetes.install.Installation.NewClaim;
import dev.millwright.compiler.kubernetes.install.Installation.NewToken;
import dev.millwright.compiler.kubernetes.install.Installation.TokenThere;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What outlives the reconciler and every release: the namespace, the claim and the token.
record InstalledState(Installation installation) {
  /// Held to the restricted pod security standard.
  ObjectNode namespace() {
    Map<String, String> labels = new TreeMap<>(Map.of("app.kubernetes.io/part-of", "millwright"));
    Stream.of("enforce", "audit", "warn")
        .forEach(
            mode -> {
              labels.put("pod-security.kubernetes.io/" + mode, "restricted");
              labels.put("pod-security.kubernetes.io/" + mode + "-version", "latest");
            });
    return Tree.object(
        "v1", "Namespace", Map.of("name", installation.namespace(), "labels", labels), Map.of());
  }

  List<ObjectNode> all() {
    List<ObjectNode> objects = new ArrayList<>();
    if (installation.token() instanceof NewToken(String value)) {
      objects.add(token(value));
    }
    if (installation.storage() instanceof NewClaim claim) {
      objects.add(claim(claim));
    }
    return objects;
  }

  String claimName() {
    return switch (installation.storage()) {
      case NewClaim _ -> Target.STATE;
      case ClaimThere(String name) -> name;
    };
  }

  String tokenSecret() {
    return switch (installation.token()) {
      case NewToken _ -> Target.TOKEN;
      case TokenThere(String secret) -> secret;
    };
  }

  /// Immutable: processes that run know the token that they were started with, and another would
  /// cut the reconciler off from them.
  private ObjectNode token(String value) {
    return written()
        .object(
            "v1",
            "Secret",
            Target.TOKEN,
            Map.of("type", "Opaque", "immutable", true, "stringData", Map.of("token", value)));
  }

  /// Many nodes mount it: the reconciler's and those of the processes and jobs.
  private ObjectNode claim(NewClaim claim) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("accessModes", List.of("ReadWriteMany"));
    spec.put("resources", Map.of("requests", Map.of("storage", claim.size())));
    claim.storageClass().ifPresent(name -> spec.put("storageClassName", name));
    return written().object("v1", "PersistentVolumeClaim", Target.STATE, Map.of("spec", spec));
  }

  private Written written() {
    return new Written(installation.namespace());
  }
}
