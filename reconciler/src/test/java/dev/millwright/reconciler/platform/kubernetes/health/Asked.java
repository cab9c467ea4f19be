package dev.millwright.reconciler.platform.kubernetes.health;

import dev.millwright.spec.json.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A workload of one small pod.
///
/// @param container fields over those of a web server on port 8080
/// @param pod fields over those of its pod
record Asked(String name, String container, String pod) {
  private static final String SERVER =
      """
      {"name": "main", "image": "%s/base/java:25",
       "command": ["java", "-Xmx32m", "-XX:TieredStopAtLevel=1", "-m", "jdk.httpserver", "-b", "0.0.0.0", "-p", "8080", "-d", "/tmp"],
       "terminationMessagePolicy": "FallbackToLogsOnError",
       "resources": {"requests": {"cpu": "1m", "memory": "16Mi"}},
       "securityContext": {
         "allowPrivilegeEscalation": false, "runAsNonRoot": true,
         "capabilities": {"drop": ["ALL"]}, "seccompProfile": {"type": "RuntimeDefault"}}}
      """;

  String deployment() {
    return """
    {"apiVersion": "apps/v1", "kind": "Deployment",
     "metadata": {"name": "%1$s", "namespace": "%2$s"},
     "spec": {"selector": {"matchLabels": {"app": "%1$s"}}, "template": %3$s}}
    """
        .formatted(name, Ward.NAMESPACE, template());
  }

  /// @param spec fields of the Job itself
  String job(String spec) {
    ObjectNode fields = read(spec);
    fields.set("template", template());
    return """
    {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "%s", "namespace": "%s"}, "spec": %s}
    """
        .formatted(name, Ward.NAMESPACE, fields);
  }

  /// A pod with the labels that the workload's pods have.
  String bare() {
    return """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%1$s", "namespace": "%2$s", "labels": {"app": "%1$s"}}, "spec": %3$s}
    """
        .formatted(name, Ward.NAMESPACE, template().path("spec"));
  }

  private ObjectNode template() {
    ObjectNode main = read(SERVER.formatted(Ward.REGISTRY));
    main.setAll(read(container));
    ObjectNode spec =
        read(
            "{\"terminationGracePeriodSeconds\": 1, \"automountServiceAccountToken\": false, \"containers\": [%s]}"
                .formatted(main));
    spec.setAll(read(pod));
    return Json.mapper()
        .valueToTree(Map.of("metadata", Map.of("labels", Map.of("app", name)), "spec", spec));
  }

  private static ObjectNode read(String json) {
    return (ObjectNode) Json.mapper().readTree(json);
  }
}
