package dev.millwright.cli.daemon;

import dev.millwright.cli.client.DaemonFile;
import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.reconciler.Reconciler;
import dev.millwright.reconciler.Settings;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.local.LocalPlatform;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.server.Server;
import dev.millwright.spec.Name;
import dev.millwright.tracking.Tracking;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;

/// One project's daemon, running in this process: it alone writes the record. What it has started
/// goes on when it ends.
final class Daemon implements Closeable {
  private final DaemonLock lock;
  private final Tracking tracking;
  private final Reconciler reconciler;
  private final Server server;
  private final DaemonFile file;

  private Daemon(
      DaemonLock lock, Tracking tracking, Reconciler reconciler, Server server, DaemonFile file) {
    this.lock = lock;
    this.tracking = tracking;
    this.reconciler = reconciler;
    this.server = server;
    this.file = file;
  }

  /// Starts it and tells others how to reach it.
  ///
  /// @throws dev.millwright.cli.output.CommandFailure when one runs already
  static Daemon start(ProjectLocation project, Name environment, StateFolder state)
      throws IOException {
    DaemonLock lock = DaemonLock.take(state);
    StateLayout layout = new StateLayout(state.root());
    Tracking tracking = Tracking.open(layout.trackingFile());
    Mirror mirror = Mirror.open(project.gitDir(), layout.mirror());
    World world = world(project, state, layout, tracking, mirror);
    Reconciler reconciler =
        Reconciler.start(
            world,
            mirror,
            new Settings(project.gitDir(), project.path(), environment, Hubs.catalogs()),
            Thread::sleep);
    String token = UUID.randomUUID().toString();
    var control = new DaemonControl(project, environment, world, reconciler, () -> {});
    Server server = Server.start(0, token, tracking, control);
    DaemonFile file = DaemonFiles.ofThisProcess(server.port(), token);
    DaemonFiles.write(state, file);
    return new Daemon(lock, tracking, reconciler, server, file);
  }

  private static World world(
      ProjectLocation project,
      StateFolder state,
      StateLayout layout,
      Tracking tracking,
      Mirror mirror) {
    return new World(
        tracking,
        new LocalPlatform(layout),
        new BuilderImages(
            LocalBuilder.of(state), mirror.repository(), project.path(), Hubs.catalogs()),
        new ExpressionConditions(),
        layout,
        mirror.repository(),
        project.path(),
        InstantSource.system(),
        WatchedIntents.of(layout, System.getenv()),
        Hubs.catalogs());
  }

  DaemonFile file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    server.close();
    reconciler.close();
    tracking.close();
    lock.close();
  }
}
