package dev.millwright.bench.cluster;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.millwright.bench.Temporary;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What a source-controller would have for a kustomize-controller: a GitRepository whose status
/// names an archive, and who serves it. Beside it the Kustomization that is to be applied.
final class FluxSource implements AutoCloseable {
  private static final String NAME = "many";
  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  private final KubernetesClient admin;
  private final String namespace;
  private final Path folder;
  private final HttpServer server;
  private int revisions;

  private FluxSource(KubernetesClient admin, String namespace, Path folder, HttpServer server) {
    this.admin = admin;
    this.namespace = namespace;
    this.folder = folder;
    this.server = server;
  }

  /// One that nothing was published of yet.
  static FluxSource create(KubernetesClient admin, String namespace, Temporary folder)
      throws IOException {
    Path served = Files.createDirectories(folder.resolve(namespace));
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            served,
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    FluxSource source = new FluxSource(admin, namespace, served, server);
    source.createObjects();
    return source;
  }

  private void createObjects() {
    create(
        repository(),
        """
        {"apiVersion": "source.toolkit.fluxcd.io/v1", "kind": "GitRepository", "metadata": {"name": "many"},
         "spec": {"interval": "1h", "url": "https://git.example.com/many"}}
        """);
    create(
        kustomization(),
        """
        {"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization", "metadata": {"name": "many"},
         "spec": {"interval": "1h", "timeout": "30m", "path": "./", "prune": true, "wait": false, "deletionPolicy": "Orphan",
                  "sourceRef": {"kind": "GitRepository", "name": "many"}}}
        """);
  }

  private void create(Resource<GenericKubernetesResource> place, String json) {
    GenericKubernetesResource object =
        admin.getKubernetesSerialization().unmarshal(json, GenericKubernetesResource.class);
    object.getMetadata().setNamespace(namespace);
    var _ = admin.resource(object).create();
    place.waitUntilCondition(it -> it != null, 1, TimeUnit.MINUTES);
  }

  /// Returns when the controller has seen the Kustomization, and that there is nothing to apply.
  void awaitController() {
    kustomization()
        .waitUntilCondition(it -> it.get("status", "conditions", 0) != null, 2, TimeUnit.MINUTES);
  }

  /// Has other objects be what is to be applied, and returns when they are.
  ///
  /// @return how long that took, from the word of it
  long publish(Rendered objects) throws IOException, InterruptedException {
    revisions++;
    String revision = "main@sha1:%040d".formatted(revisions);
    Map<String, Object> status = Map.of("artifact", artifact(objects, revision));
    long began = System.nanoTime();
    var _ = repository().subresource("status").patch(MERGE, Json.write(Map.of("status", status)));
    await("lastAppliedRevision", revision);
    return System.nanoTime() - began;
  }

  private Map<String, Object> artifact(Rendered objects, String revision)
      throws IOException, InterruptedException {
    String name = "objects-%d.tar.gz".formatted(revisions);
    byte[] archive = Files.readAllBytes(archive(objects, name));
    return Map.of(
        "revision",
        revision,
        "path",
        name,
        "url",
        "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name),
        "digest",
        "sha256:" + Digest.of(archive),
        "size",
        archive.length,
        "lastUpdateTime",
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private Path archive(Rendered objects, String name) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("objects.yaml"), objects.in(namespace));
    int status =
        new ProcessBuilder("tar", "-czf", name, "objects.yaml")
            .directory(folder.toFile())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("tar ended with " + status);
    }
    return folder.resolve(name);
  }

  /// Has it look at everything again, as it does each time its interval is over.
  ///
  /// @return how long that took
  long reconcile() {
    String now = Instant.now().toString();
    long began = System.nanoTime();
    Map<String, Object> annotations = Map.of("reconcile.fluxcd.io/requestedAt", now);
    var _ =
        kustomization()
            .patch(MERGE, Json.write(Map.of("metadata", Map.of("annotations", annotations))));
    await("lastHandledReconcileAt", now);
    return System.nanoTime() - began;
  }

  private void await(String field, String value) {
    kustomization()
        .waitUntilCondition(it -> value.equals(it.get("status", field)), 30, TimeUnit.MINUTES);
  }

  /// Nobody is left to let go of the Kustomization.
  @Override
  public void close() {
    server.stop(0);
    var _ = kustomization().patch(MERGE, "{\"metadata\": {\"finalizers\": null}}");
  }

  private Resource<GenericKubernetesResource> repository() {
    return named("source.toolkit.fluxcd.io", "GitRepository", "gitrepositories");
  }

  private Resource<GenericKubernetesResource> kustomization() {
    return named("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomizations");
  }

  private Resource<GenericKubernetesResource> named(String group, String kind, String plural) {
    ResourceDefinitionContext context =
        new ResourceDefinitionContext.Builder()
            .withGroup(group)
            .withVersion("v1")
            .withKind(kind)
            .withPlural(plural)
            .withNamespaced(true)
            .build();
    return admin.genericKubernetesResources(context).inNamespace(namespace).withName(NAME);
  }
}
