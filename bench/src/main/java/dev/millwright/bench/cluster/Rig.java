package dev.millwright.bench.cluster;

import dev.millwright.compiler.kubernetes.Known;
import dev.millwright.compiler.kubernetes.Order;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.kubernetes.Connection;
import dev.millwright.reconciler.platform.kubernetes.KubernetesPlatform;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.serving.ReleasesFile;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// A reconciler's platform over a namespace where no pod ever starts, as its engine uses it: all
/// graphs at once.
final class Rig implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofHours(1);

  final Calls calls = new Calls();
  private final String namespace;
  private final StateLayout layout;
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(Connection.lookedAfter(Config.autoConfigure(null)))
          .withHttpClientBuilderConsumer(it -> it.addOrReplaceInterceptor("calls", calls))
          .build();
  private final KubernetesPlatform platform;
  private volatile boolean isStopping;
  private ExecutorService steps = Executors.newVirtualThreadPerTaskExecutor();

  Rig(String namespace, Path state) {
    this.namespace = namespace;
    this.layout = new StateLayout(state);
    this.platform =
        new KubernetesPlatform(
            client, namespace, () -> {}, this::target, layout, "token", repair -> {});
  }

  private Target target() {
    return new Target(namespace, "registry.example.com/many");
  }

  /// How many objects graphs are, with what belongs to their project.
  int objects(Release release, List<Component> graphs) {
    Parts parts = new Parts(new Order(release, target(), Known.NOTHING, List.of(), List.of()));
    Stream<?> project = parts.project().stream();
    return (int)
        Stream.concat(
                project,
                graphs.stream()
                    .flatMap(it -> parts.graph(it, releases(it, List.of(release))).stream()))
            .count();
  }

  private ReleasesFile releases(Component graph, List<Release> releases) {
    SortedMap<Digest, ReleasesFile.Bound> bound = new TreeMap<>();
    for (Release release : releases) {
      bound.put(
          release.id(),
          ReleasesFile.Bound.<IllegalStateException>of(
              graph,
              release,
              layout.stores(),
              model -> {
                throw new IllegalStateException("there are no models");
              }));
    }
    return new ReleasesFile(bound);
  }

  /// Begins to have graphs run; that they are ready is waited for until [#stopWaiting].
  ///
  /// @param releases that they answer for; the graphs are the last one's
  void begin(List<Component> graphs, List<Release> releases) {
    graphs.forEach(graph -> step(() -> start(graph, releases)));
  }

  private void start(Component graph, List<Release> releases)
      throws PlatformFailure, InterruptedException {
    GraphVersion version = new GraphVersion(releases.getLast(), graph);
    Replica replica = new Replica(version.name(), version.version(), releases.getLast().id(), 0);
    ImageAt image = new ImageAt(Digest.of("image"), Path.of("/lib"), List.of());
    platform.graphs().bind(version, releases(graph, releases));
    platform.graphs().start(new GraphOrder(version, List.of(replica), image), WITHIN);
  }

  /// Has the processes of graphs answer for further releases.
  void bind(List<Component> graphs, List<Release> releases) {
    for (Component graph : graphs) {
      GraphVersion version = new GraphVersion(releases.getLast(), graph);
      step(() -> platform.graphs().bind(version, releases(graph, releases)));
    }
  }

  /// What a platform is asked to do.
  @FunctionalInterface
  private interface Step {
    void take() throws PlatformFailure, InterruptedException;
  }

  private void step(Step step) {
    steps.execute(
        () -> {
          try {
            step.take();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (PlatformFailure e) {
            if (!isStopping) {
              throw new IllegalStateException(e);
            }
          }
        });
  }

  void stopWaiting() {
    isStopping = true;
    steps.shutdownNow();
    steps.close();
    isStopping = false;
    steps = Executors.newVirtualThreadPerTaskExecutor();
  }

  @Override
  public void close() {
    stopWaiting();
    platform.release();
    client.close();
  }
}
