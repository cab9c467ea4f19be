package dev.millwright.compiler.kubernetes.install;

import dev.millwright.compiler.kubernetes.Pods;
import dev.millwright.compiler.kubernetes.StatePaths;
import dev.millwright.compiler.kubernetes.install.Installation.Followed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The reconciler's pod. It keeps to the restricted pod security standard, as all of Millwright's
/// do.
///
/// @param variables beside those of every pod
/// @param keys the Secret with the key that opens the repository
record ReconcilerPod(
    String image,
    List<String> arguments,
    List<Object> variables,
    String claim,
    Optional<String> keys) {
  static final int PORT = 8080;

  private static final String HOME = "/tmp";

  /// Where git looks for keys, and for those of servers.
  private static final String KEYS = HOME + "/.ssh";

  /// The Secret that names the forge; most installations have none.
  private static final String FORGE = "millwright-commit-status";

  private static final int GRACE_SECONDS = 30;

  /// That of one project.
  static ReconcilerPod of(Installation installation) {
    return new ReconcilerPod(
        installation.image(),
        arguments(installation),
        variables(installation),
        InstalledState.of(installation).claimName(),
        installation.gitSecret().filter(_ -> installation.followed().source().isOpenedByKey()));
  }

  /// That of several projects, whose Sources say the rest.
  static ReconcilerPod of(SharedInstallation installation) {
    List<String> arguments = new ArrayList<>(List.of("cluster-daemon"));
    if (installation.isEverywhere()) {
      arguments.add("--all-namespaces");
    } else {
      arguments.addAll(List.of("--projects", String.join(",", installation.namespaces())));
    }
    arguments.addAll(List.of("--state", StatePaths.STATE));
    arguments.addAll(List.of("--namespace", installation.namespace()));
    return new ReconcilerPod(
        installation.image(),
        arguments,
        List.of(),
        installation.state().claimName(),
        Optional.empty());
  }

  Map<String, Object> spec() {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("serviceAccountName", Written.NAME);
    spec.put("automountServiceAccountToken", true);
    spec.put("enableServiceLinks", false);
    spec.put("securityContext", Pods.security());
    spec.put("terminationGracePeriodSeconds", GRACE_SECONDS);
    spec.put("containers", List.of(container()));
    spec.put("volumes", volumes());
    return spec;
  }

  private Map<String, Object> container() {
    Map<String, Object> container = new TreeMap<>();
    container.put("name", "main");
    container.put("image", image);
    container.put("imagePullPolicy", "IfNotPresent");
    container.put("args", arguments);
    container.put("workingDir", HOME);
    container.put("env", environment());
    container.put("ports", List.of(Map.of("name", "http", "containerPort", PORT)));
    container.put("resources", resources());
    container.put("volumeMounts", mounts());
    container.put("securityContext", Pods.containerSecurity());
    container.put("startupProbe", Pods.probe("/-/live", 2, 2, 60));
    container.put("readinessProbe", Pods.probe("/-/ready", 5, 5, 3));
    container.put("livenessProbe", Pods.probe("/-/live", 10, 5, 3));
    return container;
  }

  private static List<String> arguments(Installation installation) {
    Followed followed = installation.followed();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("cluster-daemon", "--source", followed.source().text()));
    followed.ref().ifPresent(ref -> arguments.addAll(List.of("--ref", ref)));
    if (!followed.path().isEmpty()) {
      arguments.addAll(List.of("--path", followed.path()));
    }
    arguments.addAll(List.of("--environment", followed.environment().text()));
    arguments.addAll(List.of("--state", StatePaths.STATE));
    arguments.addAll(List.of("--namespace", installation.namespace()));
    return arguments;
  }

  /// Where it stands.
  private List<Object> environment() {
    List<Object> all = new ArrayList<>();
    all.add(Pods.variable("HOME", HOME));
    all.add(Pods.field("POD_NAME", "metadata.name"));
    all.addAll(variables);
    return all;
  }

  /// What it gives the pods that it makes, and what opens what it reads.
  private static List<Object> variables(Installation installation) {
    InstalledState state = InstalledState.of(installation);
    List<Object> variables = new ArrayList<>();
    variables.add(Pods.variable("MILLWRIGHT_CLAIM", state.claimName()));
    variables.add(Pods.variable("MILLWRIGHT_TOKEN_SECRET", state.tokenSecret()));
    variables.add(Pods.secret("MILLWRIGHT_TOKEN", state.tokenSecret(), "token"));
    installation
        .gateway()
        .ifPresent(gateway -> variables.add(Pods.variable("MILLWRIGHT_GATEWAY", gateway)));
    if (!installation.followed().source().isOpenedByKey()) {
      installation.gitSecret().ifPresent(secret -> variables.addAll(login(secret)));
    }
    variables.addAll(forge());
    installation
        .webhookSecret()
        .ifPresent(it -> variables.add(Pods.secret("MILLWRIGHT_WEBHOOK_SECRET", it, "secret")));
    return variables;
  }

  /// Who is told the end of commits, once somebody makes the Secret that says so.
  private static List<Object> forge() {
    return List.of(
        ifThere("MILLWRIGHT_COMMIT_STATUS_URL", FORGE, "url"),
        ifThere("MILLWRIGHT_COMMIT_STATUS_TOKEN", FORGE, "token"),
        ifThere("MILLWRIGHT_COMMIT_STATUS_CONTEXT", FORGE, "context"));
  }

  private static Map<String, Object> ifThere(String name, String secret, String key) {
    Map<String, Object> reference = Map.of("name", secret, "key", key, "optional", true);
    return Map.of("name", name, "valueFrom", Map.of("secretKeyRef", reference));
  }

  /// A name is any word where a token is all that counts.
  private static List<Object> login(String secret) {
    return List.of(
        ifThere("MILLWRIGHT_GIT_USERNAME", secret, "username"),
        Pods.secret("MILLWRIGHT_GIT_PASSWORD", secret, "password"));
  }

  private static Map<String, Object> resources() {
    return Map.of(
        "requests",
        Map.of("cpu", "100m", "memory", "512Mi", "ephemeral-storage", "64Mi"),
        "limits",
        Map.of("memory", "1Gi", "ephemeral-storage", "1Gi"));
  }

  private List<Object> mounts() {
    List<Object> mounts = new ArrayList<>();
    mounts.add(Pods.mount("state", StatePaths.STATE));
    mounts.add(Pods.mount("tmp", HOME));
    keys.ifPresent(_ -> mounts.add(Map.of("name", "keys", "mountPath", KEYS, "readOnly", true)));
    return mounts;
  }

  private List<Object> volumes() {
    List<Object> volumes = new ArrayList<>();
    volumes.add(Map.of("name", "state", "persistentVolumeClaim", Map.of("claimName", claim)));
    volumes.add(Pods.folder("tmp", "512Mi"));
    keys.ifPresent(secret -> volumes.add(secretFolder(secret)));
    return volumes;
  }

  /// Readable by the pod's group alone.
  private static Map<String, Object> secretFolder(String secret) {
    return Map.of("name", "keys", "secret", Map.of("secretName", secret, "defaultMode", 0440));
  }
}
