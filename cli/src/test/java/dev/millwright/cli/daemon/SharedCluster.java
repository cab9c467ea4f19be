package dev.millwright.cli.daemon;

import dev.millwright.compiler.kubernetes.ObjectText;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.kubernetes.install.Installation.ClaimThere;
import dev.millwright.compiler.kubernetes.install.Installation.NewToken;
import dev.millwright.compiler.kubernetes.install.ProjectPlace;
import dev.millwright.compiler.kubernetes.install.SharedInstallation;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Namespaces of a real cluster with what `install --projects` puts there but for the pod.
final class SharedCluster implements AutoCloseable {
  static final String TOKEN = "a-token-of-";

  private final KubernetesClient admin = new KubernetesClientBuilder().build();
  private final String prefix = "several-" + UUID.randomUUID().toString().substring(0, 6) + "-";
  private final List<String> namespaces = new ArrayList<>();

  /// @param projects the ends of their namespaces' names
  void install(String... projects) {
    List<ProjectPlace> places = new ArrayList<>();
    for (String project : projects) {
      places.add(
          new ProjectPlace(
              Name.of(name(project)), new NewToken(TOKEN + project), new ClaimThere(Target.STATE)));
    }
    namespaces.add(name("system"));
    places.forEach(it -> namespaces.add(it.name().text()));
    List<ObjectNode> objects =
        new SharedInstallation(
                name("system"),
                true,
                true,
                true,
                false,
                "registry.example.com/millwright:0.1.0",
                new ClaimThere(Target.STATE),
                places)
            .objects().stream()
                .filter(it -> !it.path("kind").asString().equals("Deployment"))
                .toList();
    byte[] text = ObjectText.yaml(objects).getBytes(StandardCharsets.UTF_8);
    for (HasMetadata object : admin.load(new ByteArrayInputStream(text)).items()) {
      admin.resource(object).fieldManager("install").forceConflicts().serverSideApply();
    }
  }

  String name(String end) {
    return prefix + end;
  }

  /// The namespaces of the projects.
  Set<String> projects() {
    return Set.copyOf(namespaces.subList(1, namespaces.size()));
  }

  KubernetesClient admin() {
    return admin;
  }

  /// A client that has the rights of the reconciler's account, and no others.
  KubernetesClient reconciler() {
    String path =
        "/api/v1/namespaces/%s/serviceaccounts/millwright-reconciler/token"
            .formatted(name("system"));
    String answer =
        admin.raw(
            path, "POST", Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "TokenRequest"));
    Config config = admin.getConfiguration();
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(config.getMasterUrl())
                .withCaCertFile(config.getCaCertFile())
                .withCaCertData(config.getCaCertData())
                .withOauthToken(Json.mapper().readTree(answer).at("/status/token").asString())
                .build())
        .build();
  }

  /// Writes a Source, as a project's people do.
  ///
  /// @param more further fields, as YAML in braces without them; may be empty
  void source(String project, String name, String url, String more) {
    String yaml =
        """
        apiVersion: millwright.dev/v1alpha1
        kind: Source
        metadata: {name: %s, namespace: %s}
        spec: {url: "%s", environment: production, interval: 1s%s}
        """
            .formatted(name, name(project), url, more.isEmpty() ? "" : ", " + more);
    HasMetadata object = admin.getKubernetesSerialization().unmarshal(yaml);
    admin.resource(object).fieldManager("people").forceConflicts().serverSideApply();
  }

  /// Waits until a Source's condition is as it should be, of what the Source says now.
  ///
  /// @return its reason and message
  String condition(String project, String name, String type, String status, String reason) {
    JsonNode there =
        await(
            project,
            name,
            it ->
                condition(it, type).path("status").asString("").equals(status)
                    && condition(it, type).path("reason").asString("").equals(reason)
                    && condition(it, type).path("observedGeneration").asLong()
                        == it.at("/metadata/generation").asLong());
    return condition(there, type).path("message").asString();
  }

  /// Waits until a Source's status says that it has seen a commit.
  void revision(String project, String name, String revision) {
    var _ = await(project, name, it -> it.at("/status/revision").asString("").equals(revision));
  }

  private JsonNode await(String project, String name, Predicate<JsonNode> wanted) {
    var found =
        named(project, "Source", name)
            .waitUntilCondition(
                it -> it != null && wanted.test(Json.mapper().valueToTree(it)),
                60,
                TimeUnit.SECONDS);
    return Json.mapper().valueToTree(found);
  }

  private static JsonNode condition(JsonNode source, String type) {
    for (JsonNode condition : source.at("/status/conditions")) {
      if (condition.path("type").asString().equals(type)) {
        return condition;
      }
    }
    return Json.mapper().createObjectNode();
  }

  Resource<GenericKubernetesResource> named(String project, String kind, String name) {
    return admin
        .genericKubernetesResources("millwright.dev/v1alpha1", kind)
        .inNamespace(name(project))
        .withName(name);
  }

  /// How many objects of a kind are there.
  int count(String project, String kind) {
    return Objects.requireNonNull(
            admin
                .genericKubernetesResources("millwright.dev/v1alpha1", kind)
                .inNamespace(name(project))
                .list())
        .getItems()
        .size();
  }

  @Override
  public void close() {
    namespaces.forEach(it -> admin.namespaces().withName(it).delete());
    admin.close();
  }
}
