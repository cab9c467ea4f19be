package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.release.ImageSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What all pods have in common: they keep to the restricted pod security standard, write to
/// folders of their own and know nothing of the cluster.
public record Pods(Order order) {
  private static final long NOBODY = 65532;
  private static final String TMP_SIZE = "512Mi";

  /// A pod of one container.
  ///
  /// @param grace seconds from being told to end until being ended
  Map<String, Object> spec(
      Map<String, Object> container, Collection<Map<String, Object>> volumes, long grace) {
    List<Object> all = new ArrayList<>(volumes);
    all.add(folder("tmp", TMP_SIZE));
    Map<String, Object> spec = new TreeMap<>();
    spec.put("serviceAccountName", serviceAccount());
    spec.put("automountServiceAccountToken", false);
    List<String> logins = order.target().pullSecrets();
    if (!logins.isEmpty()) {
      spec.put("imagePullSecrets", logins.stream().map(it -> Map.of("name", it)).toList());
    }
    spec.put("enableServiceLinks", false);
    spec.put("securityContext", security());
    spec.put("terminationGracePeriodSeconds", grace);
    spec.put("containers", List.of(container));
    spec.put("volumes", all);
    return spec;
  }

  /// The fields that every container has.
  Map<String, Object> container(
      ImageSpec image, Collection<String> options, String main, List<String> arguments) {
    Map<String, Object> container = new TreeMap<>();
    container.put("name", "main");
    container.put("image", image(image));
    container.put("imagePullPolicy", "IfNotPresent");
    container.put("terminationMessagePolicy", "FallbackToLogsOnError");
    container.put("command", List.of("java"));
    container.put("args", line(options, main, arguments));
    container.put("workingDir", "/tmp");
    container.put("securityContext", containerSecurity());
    return container;
  }

  /// By digest when the key is bound, else by the key: a tag that is never given to another image.
  String image(ImageSpec image) {
    String repository =
        order.target().registry() + "/" + image.role().name().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(order.known().images().get(image.key()))
        .map(digest -> repository + "@sha256:" + digest.hex())
        .orElse(repository + ":" + image.key().hex());
  }

  String serviceAccount() {
    return order
        .target()
        .serviceAccount()
        .orElse(Names.fit(order.release().project().text(), Names.LONGEST));
  }

  /// An empty folder that lives as long as the pod.
  public static Map<String, Object> folder(String name, String size) {
    return Map.of("name", name, "emptyDir", Map.of("sizeLimit", size));
  }

  /// The claim with the stores.
  Map<String, Object> state() {
    return Map.of(
        "name", "state", "persistentVolumeClaim", Map.of("claimName", order.target().claim()));
  }

  /// A volume where a container finds it.
  public static Map<String, Object> mount(String volume, String path) {
    return Map.of("name", volume, "mountPath", path);
  }

  /// A part of the claim.
  Map<String, Object> part(String folder, boolean isReadOnly) {
    return Map.of(
        "name",
        "state",
        "mountPath",
        order.target().root() + "/" + folder,
        "subPath",
        folder,
        "readOnly",
        isReadOnly);
  }

  /// A variable that holds a text.
  public static Map<String, Object> variable(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  /// A variable that holds a field of the pod.
  public static Map<String, Object> field(String name, String path) {
    return Map.of("name", name, "valueFrom", Map.of("fieldRef", Map.of("fieldPath", path)));
  }

  /// A variable that holds a Secret's value.
  public static Map<String, Object> secret(String name, String secret, String key) {
    return Map.of(
        "name", name, "valueFrom", Map.of("secretKeyRef", Map.of("name", secret, "key", key)));
  }

  /// A question that the kubelet asks over HTTP, at the port named `http`.
  ///
  /// @param period seconds between two
  /// @param timeout seconds until no answer counts as a failure
  public static Map<String, Object> probe(String path, int period, int timeout, int failures) {
    return Map.of(
        "httpGet",
        Map.of("path", path, "port", "http"),
        "periodSeconds",
        period,
        "timeoutSeconds",
        timeout,
        "failureThreshold",
        failures);
  }

  private static List<String> line(
      Collection<String> options, String main, List<String> arguments) {
    List<String> line = new ArrayList<>(options);
    line.addAll(ImageSpec.JVM_OPTIONS);
    line.addAll(List.of("-cp", "/app/lib/*", main));
    line.addAll(arguments);
    return line;
  }

  /// What the standard asks of a pod.
  public static Map<String, Object> security() {
    return Map.of(
        "runAsNonRoot",
        true,
        "runAsUser",
        NOBODY,
        "runAsGroup",
        NOBODY,
        "fsGroup",
        NOBODY,
        "fsGroupChangePolicy",
        "OnRootMismatch",
        "seccompProfile",
        Map.of("type", "RuntimeDefault"));
  }

  /// What the standard asks of a container.
  public static Map<String, Object> containerSecurity() {
    return Map.of(
        "allowPrivilegeEscalation", false,
        "readOnlyRootFilesystem", true,
        "runAsNonRoot", true,
        "capabilities", Map.of("drop", List.of("ALL")));
  }
}
