package dev.millwright.cli.daemon;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.Turns;
import dev.millwright.reconciler.platform.kubernetes.Connection;
import dev.millwright.reconciler.platform.kubernetes.Leadership;
import dev.millwright.reconciler.platform.kubernetes.WriteCount;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.reconciler.watch.RemoteCopy;
import dev.millwright.server.Server;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.tracking.Tracking;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One project's daemon on a cluster: it alone writes the record, on the claim. What it has started
/// goes on when it ends.
final class ClusterDaemon implements Closeable {
  private static final System.Logger LOG = System.getLogger(ClusterDaemon.class.getName());
  private static final int TURN_OVER = 75;

  private final KubernetesClient client;
  private final Leadership leadership;
  private final ClusterProject project;
  private final Server server;

  private ClusterDaemon(
      KubernetesClient client, Leadership leadership, ClusterProject project, Server server) {
    this.client = client;
    this.leadership = leadership;
    this.project = project;
    this.server = server;
  }

  /// Waits for its turn and starts.
  ///
  /// @throws IOException when the repository was never read and does not answer
  static ClusterDaemon start(ClusterOrder order) throws IOException, InterruptedException {
    Metrics metrics = new Metrics();
    KubernetesClient client = client(metrics);
    Leadership leadership =
        turn(client, order.namespace(), order.installed().identity(), order.listen(), metrics);
    LOG.log(System.Logger.Level.INFO, "looks after {0}", order);
    StateLayout layout = new StateLayout(order.state());
    for (String folder : Parts.folders()) {
      Files.createDirectories(layout.root().resolve(folder));
    }
    RemoteCopy copy = new RemoteCopy(layout.root().resolve("source.git"), order.source());
    Looks looks = new Looks(copy);
    looks.first();
    ClusterWiring wiring =
        new ClusterWiring(
            order,
            client,
            leadership,
            leadership::isMine,
            layout,
            Tracking.open(layout.trackingFile()),
            copy.folder(),
            Mirror.open(copy.folder(), layout.mirror()),
            metrics,
            Turns.free(),
            Optional.empty());
    ClusterProject project = ClusterProject.start(wiring, looks, _ -> end());
    Server server =
        Server.start(
            order.listen(),
            order.installed().token(),
            wiring.tracking(),
            project.control(),
            metrics,
            project.webhook());
    return new ClusterDaemon(client, leadership, project, server);
  }

  static KubernetesClient client(Metrics metrics) {
    return new KubernetesClientBuilder()
        .withConfig(Connection.lookedAfter(Config.autoConfigure(null)))
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("writes", new WriteCount(metrics::written)))
        .build();
  }

  /// Meanwhile it says that it lives.
  static Leadership turn(
      KubernetesClient client,
      String namespace,
      String identity,
      InetSocketAddress listen,
      Metrics metrics)
      throws InterruptedException {
    AtomicReference<@Nullable Leadership> turn = new AtomicReference<>();
    metrics.leads(() -> Optional.ofNullable(turn.get()).filter(Leadership::isMine).isPresent());
    try (Server _ = Server.waiting(listen, metrics)) {
      LOG.log(System.Logger.Level.INFO, "waits for its turn in {0}", namespace);
      Leadership leadership = Leadership.await(client, namespace, identity, ClusterDaemon::end);
      turn.set(leadership);
      return leadership;
    }
  }

  /// At once: what is half done is gone on with by whoever has the turn now.
  private static void end() {
    LOG.log(System.Logger.Level.WARNING, "this process ends; the next one goes on");
    Runtime.getRuntime().halt(TURN_OVER);
  }

  @Override
  public void close() throws IOException {
    server.close();
    project.close();
    leadership.close();
    client.close();
  }
}
