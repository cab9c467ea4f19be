package dev.millwright.bench.cluster;

import dev.millwright.bench.Line;
import dev.millwright.bench.Resident;
import dev.millwright.bench.Temporary;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// From a commit to its objects on an API server; then what it costs that nothing changes, and one
/// changed file. After it, with the same objects and each alone on the API server, `kubectl apply
/// --server-side` and Flux's kustomize-controller. Needs KUBECONFIG and kubectl; makes namespaces
/// and removes them. Arguments: how many graphs, how many seconds of rest.
///
/// The system properties `bench.flux` and `bench.flux.crds` name the controller's program and a
/// folder with the definitions of its custom resources.
public final class ObjectsOnCluster {
  private static final String FIRST = "bench-objects-at-first";
  private static final int FEW = 200;
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
        Temporary folder = Temporary.folder("objects")) {
      justStarted(admin, folder);
      Ours ours = ours(admin, folder);
      try (BenchNamespace namespace = BenchNamespace.create(admin, PEERS)) {
        new Kubectl(folder).measure(ours, namespace);
      }
      new Flux(
              admin,
              System.getProperty("bench.flux", ""),
              Path.of(System.getProperty("bench.flux.crds", "")))
          .measure(ours, folder);
    }
  }

  /// What a process makes of some objects that has done nothing before. A reconciler runs for long,
  /// as its peer does, so the others are measured after it.
  private void justStarted(KubernetesClient admin, Temporary folder)
      throws IOException, GitAPIException, InterruptedException {
    try (Git git = Git.init().setDirectory(folder.resolve("few").toFile()).call();
        BenchNamespace _ = BenchNamespace.create(admin, FIRST);
        Rig rig = new Rig(FIRST, folder.resolve("first"))) {
      GraphProject project = new GraphProject(git);
      project.write(Math.min(graphs, FEW));
      Applied applied = Applied.of(rig, project);
      applied.line(", just started").print();
    }
  }

  private Ours ours(KubernetesClient admin, Temporary folder)
      throws IOException, GitAPIException, InterruptedException {
    try (Git git = Git.init().setDirectory(folder.resolve("project").toFile()).call();
        BenchNamespace _ = BenchNamespace.create(admin, OURS);
        Rig rig = new Rig(OURS, folder.resolve("state"))) {
      GraphProject project = new GraphProject(git);
      project.write(graphs);
      return measure(rig, project);
    }
  }

  private Ours measure(Rig rig, GraphProject project)
      throws IOException, GitAPIException, InterruptedException {
    Applied applied = Applied.of(rig, project);
    Release release = applied.release();
    applied.line("").aim("100/s").print();
    rest(rig, applied.size());
    Rendered first = new Rendered(OURS, rig.calls.bodies());
    project.change(graphs / 2, 0.75);
    long changed = change(rig, project, release, applied.size());
    Rendered second = new Rendered(OURS, rig.calls.bodies());
    tell(rig, release, project.release());
    return new Ours(applied.objects(), applied.nanos(), changed, first, second);
  }

  /// A project's first release, all of it applied.
  private record Applied(Release release, int objects, long compileNanos, long nanos, int calls) {
    static Applied of(Rig rig, GraphProject project) throws IOException, InterruptedException {
      long began = System.nanoTime();
      Release release = project.release();
      long compiled = System.nanoTime() - began;
      List<Component> all = GraphProject.graphs(release);
      int objects = rig.objects(release, all);
      rig.begin(all, List.of(release));
      long took = rig.calls.await(objects) - began;
      return new Applied(release, objects, compiled, took, rig.calls.all());
    }

    String size() {
      return Line.number("%,.0f", objects) + " objects";
    }

    Line line(String when) {
      return Line.of("commit → applied, " + size() + when, Rate.of(nanos, objects))
          .memory(
              "%s requests an object, %s to compile"
                  .formatted(
                      Line.number("%.2f", (double) calls / objects), Line.time(compileNanos)));
    }
  }

  private void rest(Rig rig, String size) throws InterruptedException {
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

  /// The changed graph's new version beside the old one.
  private long change(Rig rig, GraphProject project, Release first, String size)
      throws IOException, InterruptedException {
    rig.calls.forget();
    long began = System.nanoTime();
    Release second = project.release();
    List<Component> changed = new ArrayList<>(GraphProject.graphs(second));
    changed.removeAll(GraphProject.graphs(first));
    int objects = rig.objects(second, changed) - rig.objects(second, List.of());
    rig.begin(changed, List.of(first, second));
    long took = rig.calls.await(objects) - began;
    Line.of("one file of %d → applied, %s".formatted(graphs, size), Line.time(took))
        .aim("2 s")
        .print();
    return took;
  }

  /// The other graphs answer for both releases.
  private static void tell(Rig rig, Release first, Release second) throws InterruptedException {
    List<Component> kept = new ArrayList<>(GraphProject.graphs(second));
    kept.retainAll(GraphProject.graphs(first));
    rig.calls.forget();
    long began = System.nanoTime();
    rig.bind(kept, List.of(first, second));
    Line.of("the other graphs told of the release", Line.time(rig.calls.await(kept.size()) - began))
        .print();
  }
}
