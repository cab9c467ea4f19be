package dev.millwright.cli.daemon;

import dev.millwright.reconciler.FairTurns;
import dev.millwright.reconciler.platform.kubernetes.Leadership;
import dev.millwright.reconciler.platform.kubernetes.source.Projects;
import dev.millwright.reconciler.platform.kubernetes.source.SourceStatus;
import dev.millwright.reconciler.platform.kubernetes.source.Sources;
import dev.millwright.server.SharedServer;
import dev.millwright.server.metrics.Metrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.Closeable;
import java.time.Duration;
import java.time.InstantSource;

/// Several projects' daemon on a cluster: follows their Sources for as long as it runs. What the
/// projects have started goes on when it ends.
final class SharedDaemon implements Closeable {
  private static final Duration LONGEST_COMPILE = Duration.ofMinutes(1);

  private final KubernetesClient own;
  private final Leadership leadership;
  private final FairTurns turns;
  private final SharedServer server;
  private final Projects projects;
  private final Sources sources;

  private SharedDaemon(
      SharedOrder order,
      KubernetesClient own,
      Leadership leadership,
      Metrics metrics,
      Projects.Patience patience) {
    this.own = own;
    this.leadership = leadership;
    this.turns = new FairTurns(Runtime.getRuntime().availableProcessors(), LONGEST_COMPILE);
    this.server = SharedServer.start(order.listen(), metrics);
    this.projects =
        new Projects(
            new SharedStarting(order, own, leadership, turns, server),
            new SourceStatus(own, order.home(), InstantSource.system(), leadership::isMine),
            patience);
    this.sources = Sources.follow(own, order.namespaces(), projects);
  }

  /// Waits for its turn and starts.
  static SharedDaemon start(SharedOrder order) throws InterruptedException {
    Metrics metrics = new Metrics();
    return start(order, ClusterDaemon.client(metrics), metrics, Projects.Patience.usual());
  }

  /// @param own the client with this process's own rights, closed at the end
  static SharedDaemon start(
      SharedOrder order, KubernetesClient own, Metrics metrics, Projects.Patience patience)
      throws InterruptedException {
    Leadership leadership =
        ClusterDaemon.turn(
            own, order.home(), order.installed().identity(), order.listen(), metrics);
    return new SharedDaemon(order, own, leadership, metrics, patience);
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    sources.close();
    projects.close();
    server.close();
    turns.close();
    leadership.close();
    own.close();
  }
}
