package dev.millwright.bench.cluster;

import dev.millwright.bench.Line;
import dev.millwright.bench.Resident;
import dev.millwright.bench.Temporary;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// From a commit to its objects on an API server, beside `kubectl apply --server-side` of the same
/// objects in the same run; then what it costs that nothing changes, and one changed file. Needs
/// KUBECONFIG and kubectl; makes two namespaces and removes them. Arguments: how many graphs, how
/// many seconds of rest.
public final class ObjectsOnCluster {
  private static final String OURS = "bench-objects";
  private static final String PEERS = "bench-objects-of-peer";

  private final int graphs;
  private final int rest;

  private ObjectsOnCluster(int graphs, int rest) {
    this.graphs = graphs;
    this.rest = rest;
  }

  public static void main(String[] arguments) throws Exception {
    if (System.getenv("KUBECONFIG") == null) {
      System.out.println("objects: not measured, KUBECONFIG names no cluster");
      return;
    }
    new ObjectsOnCluster(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])).run();
  }

  private void run() throws IOException, GitAPIException, InterruptedException {
    try (KubernetesClient admin = new KubernetesClientBuilder().build();
        Temporary folder = Temporary.folder("objects");
        Git git = Git.init().setDirectory(folder.resolve("project").toFile()).call()) {
      namespace(admin, OURS);
      namespace(admin, PEERS);
      try (Rig rig = new Rig(OURS, folder.resolve("state"))) {
        measure(rig, new GraphProject(git), folder);
      } finally {
        remove(admin, OURS);
        remove(admin, PEERS);
      }
    }
  }

  private static void remove(KubernetesClient admin, String name) {
    admin.namespaces().withName(name).delete();
    admin.namespaces().withName(name).waitUntilCondition(Objects::isNull, 10, TimeUnit.MINUTES);
  }

  /// One where no pod is let in: what objects cost is measured, not what they start.
  private static void namespace(KubernetesClient admin, String name) {
    admin
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    admin
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withNamespace(name)
                .withName("no-pods")
                .endMetadata()
                .withNewSpec()
                .withHard(Map.of("pods", new Quantity("0")))
                .endSpec()
                .build())
        .create();
  }

  private void measure(Rig rig, GraphProject project, Temporary folder)
      throws IOException, GitAPIException, InterruptedException {
    project.write(graphs);
    long began = System.nanoTime();
    Release first = project.release();
    List<Component> all = GraphProject.graphs(first);
    int objects = rig.objects(first, all);
    rig.begin(all, List.of(first));
    long took = rig.calls.await(objects) - began;
    String size = Line.number("%,.0f", objects) + " objects";
    long peer = peer(rig, folder);
    Line.of(
            "commit → applied, " + size,
            "%s (%.0f a second)".formatted(Line.time(took), objects / (took / 1e9)))
        .aim("kubectl %s, × %.2f".formatted(Line.time(peer), (double) took / peer))
        .memory("%.2f requests an object".formatted((double) rig.calls.all() / objects))
        .print();
    rest(rig, size);
    change(rig, project, first, size);
  }

  /// The same objects by kubectl.
  private static long peer(Rig rig, Temporary folder) throws IOException, InterruptedException {
    Path file = folder.resolve("objects.yaml");
    Files.writeString(
        file,
        String.join("\n---\n", rig.calls.bodies().values())
            .replace("\"namespace\":\"" + OURS + "\"", "\"namespace\":\"" + PEERS + "\""));
    long began = System.nanoTime();
    int status =
        new ProcessBuilder(
                "kubectl", "apply", "--server-side", "--field-manager=peer", "-f", file.toString())
            .redirectOutput(folder.resolve("kubectl.out").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("kubectl ended with " + status);
    }
    return System.nanoTime() - began;
  }

  private void rest(Rig rig, String size) throws InterruptedException {
    rig.stopWaiting();
    int all = rig.calls.all();
    int writes = rig.calls.writes();
    var _ = new CountDownLatch(1).await(rest, TimeUnit.SECONDS);
    Line.of(
            "nothing changes for %d s, %s".formatted(rest, size),
            "%d requests".formatted(rig.calls.all() - all))
        .aim("%d writes".formatted(rig.calls.writes() - writes))
        .resident(Resident.here())
        .print();
  }

  /// The changed graph's new version beside the old one; the others answer for both releases.
  private void change(Rig rig, GraphProject project, Release first, String size)
      throws IOException, GitAPIException, InterruptedException {
    project.change(graphs / 2, 0.75);
    rig.calls.forget();
    long began = System.nanoTime();
    Release second = project.release();
    List<Component> before = GraphProject.graphs(first);
    List<Component> kept = new ArrayList<>(GraphProject.graphs(second));
    List<Component> changed = new ArrayList<>(kept);
    kept.retainAll(before);
    changed.removeAll(before);
    int objects = rig.objects(second, changed) - rig.objects(second, List.of());
    rig.begin(changed, List.of(first, second));
    Line.of(
            "one file of %d → applied, %s".formatted(graphs, size),
            Line.time(rig.calls.await(objects) - began))
        .aim("2 s")
        .print();
    rig.calls.forget();
    long then = System.nanoTime();
    rig.bind(kept, List.of(first, second));
    Line.of("the other graphs told of the release", Line.time(rig.calls.await(kept.size()) - then))
        .print();
  }
}
