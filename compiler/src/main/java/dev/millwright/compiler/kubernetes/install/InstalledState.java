package dev.millwright.compiler.kubernetes.install;

import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.kubernetes.Tree;
import dev.millwright.compiler.kubernetes.install.Installation.ClaimThere;
import dev.millwright.compiler.kubernetes.install.Installation.NewClaim;
import dev.millwright.compiler.kubernetes.install.Installation.NewToken;
import dev.millwright.compiler.kubernetes.install.Installation.NfsFolder;
import dev.millwright.compiler.kubernetes.install.Installation.Storage;
import dev.millwright.compiler.kubernetes.install.Installation.Token;
import dev.millwright.compiler.kubernetes.install.Installation.TokenThere;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What outlives the reconciler and every release: the namespace, the claim and the token.
record InstalledState(String named, Token token, Storage storage) {
  static InstalledState of(Installation installation) {
    return new InstalledState(
        installation.namespace(), installation.token(), installation.storage());
  }

  /// Held to the restricted pod security standard.
  ObjectNode namespace() {
    Map<String, String> labels = new TreeMap<>(Map.of("app.kubernetes.io/part-of", "millwright"));
    Stream.of("enforce", "audit", "warn")
        .forEach(
            mode -> {
              labels.put("pod-security.kubernetes.io/" + mode, "restricted");
              labels.put("pod-security.kubernetes.io/" + mode + "-version", "latest");
            });
    return Tree.object("v1", "Namespace", Map.of("name", named, "labels", labels), Map.of());
  }

  List<ObjectNode> all() {
    List<ObjectNode> objects = new ArrayList<>();
    if (token instanceof NewToken(String value)) {
      objects.add(secret(value));
    }
    switch (storage) {
      case NewClaim claim -> objects.add(claim(claim));
      case NfsFolder folder -> objects.addAll(List.of(volume(folder), claim(folder)));
      case ClaimThere _ -> {}
    }
    return objects;
  }

  String claimName() {
    return switch (storage) {
      case NewClaim _, NfsFolder _ -> Target.STATE;
      case ClaimThere(String name) -> name;
    };
  }

  String tokenSecret() {
    return switch (token) {
      case NewToken _ -> Target.TOKEN;
      case TokenThere(String secret) -> secret;
    };
  }

  /// Immutable: processes that run know the token that they were started with, and another would
  /// cut the reconciler off from them.
  private ObjectNode secret(String value) {
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

  private ObjectNode volume(NfsFolder folder) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("accessModes", List.of("ReadWriteMany"));
    spec.put("capacity", Map.of("storage", folder.size()));
    spec.put("claimRef", Map.of("namespace", named, "name", Target.STATE));
    spec.put("nfs", Map.of("server", folder.server(), "path", folder.path()));
    spec.put("persistentVolumeReclaimPolicy", "Retain");
    spec.put("storageClassName", "");
    return written().ofCluster("v1", "PersistentVolume", volumeName(), Map.of("spec", spec));
  }

  private ObjectNode claim(NfsFolder folder) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("accessModes", List.of("ReadWriteMany"));
    spec.put("resources", Map.of("requests", Map.of("storage", folder.size())));
    spec.put("storageClassName", "");
    spec.put("volumeName", volumeName());
    return written().object("v1", "PersistentVolumeClaim", Target.STATE, Map.of("spec", spec));
  }

  private String volumeName() {
    return "millwright-" + named;
  }

  private Written written() {
    return new Written(named);
  }
}
