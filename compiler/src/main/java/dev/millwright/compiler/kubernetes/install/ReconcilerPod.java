package dev.millwright.compiler.kubernetes.install;

import dev.millwright.compiler.kubernetes.Pods;
import dev.millwright.compiler.kubernetes.StatePaths;
import dev.millwright.compiler.kubernetes.install.Installation.Followed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The reconciler's pod. It keeps to the restricted pod security standard, as all of Millwright's
/// do.
record ReconcilerPod(Installation installation) {
  static final int PORT = 8080;

  /// What opens the repository.
  private static final String CREDENTIALS = "/etc/millwright/git";

  private static final int GRACE_SECONDS = 30;

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

  private InstalledState state() {
    return new InstalledState(installation);
  }

  private Map<String, Object> container() {
    Map<String, Object> container = new TreeMap<>();
    container.put("name", "main");
    container.put("image", installation.image());
    container.put("imagePullPolicy", "IfNotPresent");
    container.put("args", arguments());
    container.put("workingDir", "/tmp");
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

  private List<String> arguments() {
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

  /// Where it stands, and what it gives the pods that it makes.
  private List<Object> environment() {
    List<Object> variables = new ArrayList<>();
    variables.add(Pods.variable("HOME", "/tmp"));
    variables.add(Pods.field("POD_NAME", "metadata.name"));
    variables.add(Pods.variable("MILLWRIGHT_CLAIM", state().claimName()));
    variables.add(Pods.variable("MILLWRIGHT_TOKEN_SECRET", state().tokenSecret()));
    variables.add(Pods.secret("MILLWRIGHT_TOKEN", state().tokenSecret(), "token"));
    installation
        .gateway()
        .ifPresent(gateway -> variables.add(Pods.variable("MILLWRIGHT_GATEWAY", gateway)));
    installation
        .gitSecret()
        .ifPresent(_ -> variables.add(Pods.variable("MILLWRIGHT_GIT_CREDENTIALS", CREDENTIALS)));
    return variables;
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
    mounts.add(Pods.mount("tmp", "/tmp"));
    installation
        .gitSecret()
        .ifPresent(
            _ -> mounts.add(Map.of("name", "git", "mountPath", CREDENTIALS, "readOnly", true)));
    return mounts;
  }

  private List<Object> volumes() {
    List<Object> volumes = new ArrayList<>();
    volumes.add(
        Map.of("name", "state", "persistentVolumeClaim", Map.of("claimName", state().claimName())));
    volumes.add(Pods.folder("tmp", "512Mi"));
    installation.gitSecret().ifPresent(secret -> volumes.add(secretFolder(secret)));
    return volumes;
  }

  /// Readable by the pod's group alone.
  private static Map<String, Object> secretFolder(String secret) {
    return Map.of("name", "git", "secret", Map.of("secretName", secret, "defaultMode", 0440));
  }
}
