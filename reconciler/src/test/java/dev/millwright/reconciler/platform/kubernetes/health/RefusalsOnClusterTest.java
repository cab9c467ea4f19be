package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Ward.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Pods that a real API server does not take, or a real scheduler does not place.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
final class RefusalsOnClusterTest {
  @RegisterExtension static final Ward WARD = new Ward();

  @Test
  void pods_over_a_quota() throws InterruptedException {
    WARD.create(
        object(
            "v1",
            "ResourceQuota",
            "small",
            "{\"hard\": {\"pods\": 0}, \"scopes\": [\"BestEffort\"]}"));
    Cause cause = WARD.cause(WARD.deployment("quota", "{\"resources\": {}}"), Hang.QUOTA);
    assertThat(cause.sentence())
        .isEqualTo(
            "ResourceQuota small has no room. Asked for: pods=1; used: pods=0; at most: pods=0.");
    assertThat(cause.about().kind()).isEqualTo("ReplicaSet");
    assertThat(cause.condition()).isEqualTo("ReplicaFailure is True: FailedCreate");
    ObjectNode job = WARD.job("quota", "{\"resources\": {}}", "{}");
    assertThat(WARD.cause(job, Hang.QUOTA).condition()).isEqualTo("event FailedCreate");
  }

  @Test
  void pods_that_the_namespace_holds_for_insecure() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment("insecure", "{\"securityContext\": {\"privileged\": true}}");
    assertThat(WARD.cause(hanging, Hang.POD_SECURITY).sentence())
        .startsWith("The namespace enforces the pod security level restricted: privileged");
  }

  @Test
  void pods_of_a_service_account_that_is_not_there() throws InterruptedException {
    ObjectNode hanging = WARD.deployment("account", "{}", "{\"serviceAccountName\": \"absent\"}");
    assertThat(WARD.cause(hanging, Hang.SERVICE_ACCOUNT_MISSING).sentence())
        .isEqualTo("Namespace causes has no service account absent.");
  }

  @Test
  void a_webhook_that_does_not_answer() throws InterruptedException {
    hook("unreachable", "{\"url\": \"https://127.0.0.1:1/\"}");
    assertThat(
            WARD.cause(WARD.deployment("unreachable", "{}"), Hang.WEBHOOK_UNREACHABLE).sentence())
        .isEqualTo(
            "Admission webhook unreachable.causes.example.org does not answer, and without it"
                + " nothing is let in: dial tcp 127.0.0.1:1: connect: connection refused.");
  }

  @Test
  void a_webhook_that_refuses(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    try (RefusingWebhook webhook = new RefusingWebhook(folder)) {
      String where =
          "{\"url\": \"%s\", \"caBundle\": \"%s\"}"
              .formatted(webhook.address(), webhook.authority());
      hook("refusing", where);
      assertThat(WARD.cause(WARD.deployment("refusing", "{}"), Hang.WEBHOOK_REFUSES).sentence())
          .isEqualTo(
              "Admission webhook refusing.causes.example.org refuses it: pods need an owner.");
    }
  }

  @Test
  void a_policy_that_refuses() throws InterruptedException {
    WARD.create(
        global(
            "ValidatingAdmissionPolicy",
            """
            {"matchConstraints": {"resourceRules": [{"apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "operations": ["CREATE"]}],
               "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "causes"}},
               "objectSelector": {"matchLabels": {"app": "policy"}}},
             "validations": [{"expression": "false", "message": "pods need an owner"}]}
            """));
    WARD.create(
        global(
            "ValidatingAdmissionPolicyBinding",
            "{\"policyName\": \"causes\", \"validationActions\": [\"Deny\"]}"));
    awaitRefusal("policy");
    assertThat(WARD.cause(WARD.deployment("policy", "{}"), Hang.POLICY_REFUSES).sentence())
        .isEqualTo("Admission policy causes refuses it: pods need an owner.");
  }

  @Test
  void more_cpu_than_a_node_has() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment("cpu", "{\"resources\": {\"requests\": {\"cpu\": \"1000\"}}}");
    assertThat(WARD.cause(hanging, Hang.TOO_LITTLE_CPU).sentence())
        .startsWith("No node takes the pod, which asks for 1k of cpu: ")
        .contains(" have too little cpu left");
  }

  @Test
  void more_memory_than_a_node_has() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment("memory", "{\"resources\": {\"requests\": {\"memory\": \"100Ti\"}}}");
    assertThat(WARD.cause(hanging, Hang.TOO_LITTLE_MEMORY).sentence())
        .startsWith("No node takes the pod, which asks for 100Ti of memory: ")
        .contains(" have too little memory left");
  }

  @Test
  void a_label_that_no_node_has() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment("label", "{}", "{\"nodeSelector\": {\"disk\": \"absent\"}}");
    Cause cause = WARD.cause(hanging, Hang.NO_SUCH_NODE);
    assertThat(cause.sentence()).contains(" do not match its node selector or affinity");
    assertThat(cause.condition()).isEqualTo("PodScheduled is False: Unschedulable");
  }

  @Test
  void taints_that_a_pod_does_not_tolerate() throws InterruptedException {
    int more = WARD.client().nodes().list().getItems().size() + 1;
    for (int i = 0; i < more; i++) {
      WARD.create(node("causes-far-" + i));
    }
    ObjectNode hanging = WARD.deployment("taint", "{}", "{\"nodeSelector\": {\"far\": \"true\"}}");
    assertThat(WARD.cause(hanging, Hang.TAINTS).sentence())
        .contains(" have a taint that it does not tolerate (example.org/far:NoSchedule");
  }

  @Test
  void a_scheduling_gate() throws InterruptedException {
    ObjectNode hanging =
        WARD.deployment(
            "gate", "{}", "{\"schedulingGates\": [{\"name\": \"example.org/budget\"}]}");
    assertThat(WARD.cause(hanging, Hang.SCHEDULING_GATED).sentence())
        .isEqualTo("The pod may not be scheduled before gate example.org/budget is removed.");
  }

  static String node(String name) {
    return """
    {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "%s", "labels": {"far": "true"}},
     "spec": {"taints": [{"key": "example.org/far", "effect": "NoSchedule"}]}}
    """
        .formatted(name);
  }

  private static String object(String version, String kind, String name, String spec) {
    return """
    {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s", "namespace": "%s"}, "spec": %s}
    """
        .formatted(version, kind, name, NAMESPACE, spec);
  }

  private static String global(String kind, String spec) {
    return """
    {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "%s", "metadata": {"name": "causes"}, "spec": %s}
    """
        .formatted(kind, spec);
  }

  /// A webhook for the pods of one workload.
  private static void hook(String app, String where) {
    WARD.create(
        """
        {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingWebhookConfiguration",
         "metadata": {"name": "causes-%1$s"},
         "webhooks": [{"name": "%1$s.causes.example.org", "clientConfig": %2$s,
           "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "causes"}},
           "objectSelector": {"matchLabels": {"app": "%1$s"}},
           "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "operations": ["CREATE"]}],
           "sideEffects": "None", "timeoutSeconds": 5, "admissionReviewVersions": ["v1"]}]}
        """
            .formatted(app, where));
    awaitRefusal(app);
  }

  /// Nothing tells when an API server has taken up a new rule, so it is asked.
  private static void awaitRefusal(String app) {
    String pod = new Asked(app, "{}", "{}").bare();
    for (int tries = 0; tries < 5000; tries++) {
      try {
        WARD.client().resource(pod).dryRun(true).create();
      } catch (KubernetesClientException refused) {
        return;
      }
    }
    throw new AssertionError("nothing is refused");
  }
}
