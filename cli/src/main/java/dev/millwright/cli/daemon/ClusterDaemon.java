package dev.millwright.cli.daemon;

import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.reconciler.Reconciler;
import dev.millwright.reconciler.Settings;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.kubernetes.KubernetesPlatform;
import dev.millwright.reconciler.platform.kubernetes.Leadership;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.reconciler.watch.RemoteCopy;
import dev.millwright.server.Server;
import dev.millwright.tracking.Tracking;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// One project's daemon on a cluster: it alone writes the record, on the claim. What it has started
/// goes on when it ends.
final class ClusterDaemon implements Closeable {
  private static final System.Logger LOG = System.getLogger(ClusterDaemon.class.getName());

  private static final int TURN_OVER = 75;

  private final Leadership leadership;
  private final Tracking tracking;
  private final KubernetesClient client;
  private final Reconciler reconciler;
  private final Server server;
  private final ScheduledExecutorService looks;

  private ClusterDaemon(
      Leadership leadership,
      Tracking tracking,
      KubernetesClient client,
      Reconciler reconciler,
      Server server,
      ScheduledExecutorService looks) {
    this.leadership = leadership;
    this.tracking = tracking;
    this.client = client;
    this.reconciler = reconciler;
    this.server = server;
    this.looks = looks;
  }

  /// Waits for its turn and starts.
  ///
  /// @throws IOException when the repository was never read and does not answer
  static ClusterDaemon start(ClusterOrder order) throws IOException, InterruptedException {
    KubernetesClient client = new KubernetesClientBuilder().build();
    LOG.log(System.Logger.Level.INFO, "waits for its turn to look after {0}", order);
    Leadership leadership =
        Leadership.await(client, order.namespace(), order.identity(), ClusterDaemon::end);
    LOG.log(System.Logger.Level.INFO, "looks after {0}", order);
    StateLayout layout = new StateLayout(order.state());
    for (String folder : Parts.folders()) {
      Files.createDirectories(layout.root().resolve(folder));
    }
    RemoteCopy copy = new RemoteCopy(layout.root().resolve("source.git"), order.source());
    Looks looks = new Looks(copy);
    looks.first();
    Tracking tracking = Tracking.open(layout.trackingFile());
    Mirror mirror = Mirror.open(copy.folder(), layout.mirror());
    World world = world(order, layout, tracking, mirror, client, leadership);
    Reconciler reconciler =
        Reconciler.start(
            world,
            mirror,
            new Settings(copy.folder(), order.path(), order.environment(), Hubs.catalogs()),
            Thread::sleep);
    return new ClusterDaemon(
        leadership,
        tracking,
        client,
        reconciler,
        server(order, copy, world, reconciler, looks),
        every(order, looks, reconciler));
  }

  /// At once: what is half done is gone on with by whoever has the turn now.
  private static void end() {
    LOG.log(System.Logger.Level.WARNING, "the turn is over: this process ends");
    Runtime.getRuntime().halt(TURN_OVER);
  }

  private static World world(
      ClusterOrder order,
      StateLayout layout,
      Tracking tracking,
      Mirror mirror,
      KubernetesClient client,
      Leadership leadership) {
    ClusterTarget target =
        new ClusterTarget(
            tracking,
            mirror.repository(),
            order.path(),
            order.environment(),
            order.namespace(),
            Hubs.compiler(LockUse.KNOWN));
    return new World(
        tracking,
        new KubernetesPlatform(
            client,
            order.namespace(),
            leadership,
            target,
            layout,
            order.token(),
            sentence ->
                tracking.story().tell(Instant.now(), "platform", Optional.empty(), sentence)),
        new RegistryImages(
            () -> order.registry().orElseGet(() -> target.get().registry()), Thread::sleep),
        new ExpressionConditions(),
        layout,
        mirror.repository(),
        order.path(),
        InstantSource.system(),
        WatchedIntents.of(layout, System.getenv()),
        Hubs.catalogs());
  }

  private static Server server(
      ClusterOrder order, RemoteCopy copy, World world, Reconciler reconciler, Looks looks) {
    ProjectLocation project =
        new ProjectLocation(copy.folder(), copy.folder(), copy.folder(), order.path());
    var control = new LocalControl(project, order.environment(), world, reconciler, looks::look);
    return Server.start(order.listen(), order.token(), world.tracking(), control);
  }

  private static ScheduledExecutorService every(
      ClusterOrder order, Looks looks, Reconciler reconciler) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("looks").factory());
    long millis = order.every().toMillis();
    var _ =
        clock.scheduleWithFixedDelay(
            () -> {
              looks.look();
              reconciler.reconcile();
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
    return clock;
  }

  /// Looks at the origin. What it does not give now it may give later; what is here stays.
  private static final class Looks {
    private final RemoteCopy copy;
    private boolean wasThere = true;

    Looks(RemoteCopy copy) {
      this.copy = copy;
    }

    void first() throws IOException {
      if (Files.isDirectory(copy.folder().resolve("refs"))) {
        look();
      } else {
        copy.refresh();
      }
    }

    /// Says once that it does not answer, and once that it does again.
    synchronized void look() {
      try {
        copy.refresh();
        if (!wasThere) {
          LOG.log(System.Logger.Level.INFO, "the repository answers again");
        }
        wasThere = true;
      } catch (IOException e) {
        if (wasThere) {
          LOG.log(System.Logger.Level.WARNING, "the repository is followed no further", e);
        }
        wasThere = false;
      }
    }
  }

  @Override
  public void close() throws IOException {
    looks.shutdownNow();
    server.close();
    reconciler.close();
    tracking.close();
    leadership.close();
    client.close();
  }
}
