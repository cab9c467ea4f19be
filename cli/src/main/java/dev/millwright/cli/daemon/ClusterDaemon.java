package dev.millwright.cli.daemon;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.Reconciler;
import dev.millwright.reconciler.forge.CommitReports;
import dev.millwright.reconciler.platform.kubernetes.KubernetesPlatform;
import dev.millwright.reconciler.platform.kubernetes.Leadership;
import dev.millwright.reconciler.platform.kubernetes.WriteCount;
import dev.millwright.reconciler.platform.kubernetes.record.ClusterRecord;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.reconciler.watch.RemoteCopy;
import dev.millwright.server.Server;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.trace.RolloutTraces;
import dev.millwright.tracking.Tracking;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One project's daemon on a cluster: it alone writes the record, on the claim. What it has started
/// goes on when it ends.
final class ClusterDaemon implements Closeable {
  private static final System.Logger LOG = System.getLogger(ClusterDaemon.class.getName());
  private static final int TURN_OVER = 75;

  private final ClusterWiring wiring;
  private final Looks looks;
  private final Reconciler reconciler;
  private final ClusterRecord record;
  private final Server server;
  private final Optional<CommitReports> reports;
  private final Optional<RolloutTraces> traces;

  private ClusterDaemon(ClusterWiring wiring, Looks looks) {
    this.wiring = wiring;
    this.looks = looks;
    ClusterTarget target = wiring.target();
    KubernetesPlatform platform = wiring.platform(target);
    this.reconciler = wiring.reconciler(wiring.world(target, platform), ClusterDaemon::end);
    this.record = wiring.record(reconciler, platform);
    this.server = wiring.server(reconciler, looks);
    this.reports = wiring.reports();
    this.traces = wiring.traces();
  }

  /// Waits for its turn and starts.
  ///
  /// @throws IOException when the repository was never read and does not answer
  static ClusterDaemon start(ClusterOrder order) throws IOException, InterruptedException {
    Metrics metrics = new Metrics();
    KubernetesClient client = client(metrics);
    Leadership leadership = turn(order, client, metrics);
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
            layout,
            Tracking.open(layout.trackingFile()),
            copy.folder(),
            Mirror.open(copy.folder(), layout.mirror()),
            metrics);
    ClusterDaemon daemon = new ClusterDaemon(wiring, looks);
    looks.every(order.every(), daemon.reconciler::reconcile);
    return daemon;
  }

  private static KubernetesClient client(Metrics metrics) {
    return new KubernetesClientBuilder()
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("writes", new WriteCount(metrics::written)))
        .build();
  }

  /// Meanwhile it says that it lives.
  private static Leadership turn(ClusterOrder order, KubernetesClient client, Metrics metrics)
      throws InterruptedException {
    AtomicReference<@Nullable Leadership> turn = new AtomicReference<>();
    metrics.leads(() -> Optional.ofNullable(turn.get()).filter(Leadership::isMine).isPresent());
    try (Server _ = Server.waiting(order.listen(), metrics)) {
      LOG.log(System.Logger.Level.INFO, "waits for its turn to look after {0}", order);
      Leadership leadership =
          Leadership.await(
              client, order.namespace(), order.installed().identity(), ClusterDaemon::end);
      turn.set(leadership);
      LOG.log(System.Logger.Level.INFO, "looks after {0}", order);
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
    looks.close();
    reports.ifPresent(CommitReports::close);
    server.close();
    reconciler.close();
    traces.ifPresent(RolloutTraces::close);
    record.close();
    wiring.tracking().close();
    wiring.leadership().close();
    wiring.client().close();
  }
}
