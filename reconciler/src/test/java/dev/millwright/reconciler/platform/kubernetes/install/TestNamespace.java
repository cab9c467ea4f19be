package dev.millwright.reconciler.platform.kubernetes.install;

import dev.millwright.compiler.kubernetes.ObjectText;
import dev.millwright.compiler.kubernetes.install.Installation;
import dev.millwright.compiler.kubernetes.install.Installation.Followed;
import dev.millwright.compiler.kubernetes.install.Installation.NewClaim;
import dev.millwright.compiler.kubernetes.install.Installation.NewToken;
import dev.millwright.compiler.kubernetes.install.SourceUrl;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.node.ObjectNode;

/// A namespace of a real cluster, with what `install` puts there but for the pod: of all tests of a
/// class where the field is static, else of each. The definitions stay: others may use them.
public final class TestNamespace
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final Set<String> RUNNING = Set.of("Deployment", "PersistentVolumeClaim");

  private final String name = "millwright-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private boolean isOfAll;

  public String name() {
    return name;
  }

  public KubernetesClient client() {
    return client;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    isOfAll = true;
    open();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!isOfAll) {
      open();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!isOfAll) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void open() {
    List<ObjectNode> objects =
        installation().objects().stream()
            .filter(object -> !RUNNING.contains(object.path("kind").asString()))
            .toList();
    byte[] text = ObjectText.yaml(objects).getBytes(StandardCharsets.UTF_8);
    for (HasMetadata object : client.load(new ByteArrayInputStream(text)).items()) {
      client.resource(object).fieldManager("install").forceConflicts().serverSideApply();
    }
    for (String plural : List.of("sources", "releases", "rollouts", "components")) {
      client
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(plural + ".millwright.dev")
          .waitUntilCondition(
              it ->
                  it != null
                      && it.getStatus() != null
                      && it.getStatus().getConditions().stream()
                          .anyMatch(
                              condition ->
                                  condition.getType().equals("Established")
                                      && condition.getStatus().equals("True")),
              30,
              TimeUnit.SECONDS);
    }
  }

  private Installation installation() {
    return new Installation(
        name,
        true,
        true,
        new Followed(
            SourceUrl.of("https://git.example.com/flights").orElseThrow(),
            Optional.empty(),
            "",
            Name.of("production")),
        "registry.example.com/millwright:0.1.0",
        Optional.empty(),
        new NewClaim(Optional.empty(), "1Gi"),
        new NewToken("some"),
        Optional.empty(),
        Optional.empty());
  }

  /// Applies an object that is written as YAML.
  public ObjectNode apply(String yaml) {
    HasMetadata object = client.getKubernetesSerialization().unmarshal("---\n" + yaml);
    return Json.read(
        client
            .getKubernetesSerialization()
            .asJson(
                client.resource(object).inNamespace(name).fieldManager("test").serverSideApply()),
        ObjectNode.class);
  }

  private void close() {
    client.namespaces().withName(name).delete();
    client.close();
  }
}
