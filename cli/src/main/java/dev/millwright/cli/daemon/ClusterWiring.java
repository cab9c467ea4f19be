package dev.millwright.cli.daemon;

import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.reconciler.Reconciler;
import dev.millwright.reconciler.Settings;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.forge.CommitReports;
import dev.millwright.reconciler.platform.kubernetes.KubernetesPlatform;
import dev.millwright.reconciler.platform.kubernetes.Leadership;
import dev.millwright.reconciler.platform.kubernetes.Repair;
import dev.millwright.reconciler.platform.kubernetes.health.Health;
import dev.millwright.reconciler.platform.kubernetes.record.ClusterRecord;
import dev.millwright.reconciler.platform.kubernetes.record.Followed;
import dev.millwright.reconciler.platform.kubernetes.record.View;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.server.Server;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.trace.RolloutTraces;
import dev.millwright.server.webhook.Webhook;
import dev.millwright.tracking.Tracking;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// How the parts of a cluster's daemon hang together.
///
/// @param copy the git directory that is followed
record ClusterWiring(
    ClusterOrder order,
    KubernetesClient client,
    Leadership leadership,
    StateLayout layout,
    Tracking tracking,
    Path copy,
    Mirror mirror,
    Metrics metrics) {
  ClusterTarget target() {
    return new ClusterTarget(
        tracking,
        mirror.repository(),
        order.path(),
        order.environment(),
        order.namespace(),
        order.installed(),
        Hubs.compiler(LockUse.KNOWN));
  }

  KubernetesPlatform platform(ClusterTarget target) {
    return new KubernetesPlatform(
        client,
        order.namespace(),
        leadership,
        target,
        layout,
        order.installed().token(),
        this::told);
  }

  private void told(Repair repair) {
    metrics.drifted(repair.kind(), repair.isDone());
    tracking.story().tell(Instant.now(), "platform", Optional.empty(), repair.sentence());
  }

  World world(ClusterTarget target, KubernetesPlatform platform) {
    return new World(
        tracking,
        platform,
        new RegistryImages(
            () -> order.installed().registry().orElseGet(() -> target.get().registry()),
            order.installed().key(),
            Thread::sleep,
            tracking.bindings(),
            InstantSource.system()),
        new ExpressionConditions(),
        layout,
        mirror.repository(),
        order.path(),
        InstantSource.system(),
        WatchedIntents.of(layout, System.getenv()),
        Hubs.catalogs());
  }

  /// @param broken told when it ends by itself
  Reconciler reconciler(World world, Runnable broken) {
    Settings settings = new Settings(copy, order.path(), order.environment(), Hubs.catalogs());
    return Reconciler.start(world, mirror, settings, Thread::sleep, broken);
  }

  Server server(Reconciler reconciler, Looks looks) {
    ProjectLocation project = new ProjectLocation(copy, copy, copy, order.path());
    var control =
        new DaemonControl(
            project, order.environment(), reconciler.world(), reconciler, looks::look);
    metrics.record(tracking, InstantSource.system());
    metrics.git(looks::looked, looks::answered);
    Optional<Webhook> webhook =
        order
            .installed()
            .webhook()
            .map(secret -> new Webhook(secret, () -> looks.soon(reconciler::reconcile)));
    return Server.start(
        order.listen(), order.installed().token(), tracking, control, metrics, webhook);
  }

  /// What the forge is told, where the installation names one.
  Optional<CommitReports> reports() {
    return order
        .forge()
        .map(
            it ->
                CommitReports.start(
                    tracking,
                    it.forge(),
                    it.context(),
                    InstantSource.system(),
                    CommitReports.Patience.usual()));
  }

  /// Rollouts as traces, where a variable says who collects them.
  Optional<RolloutTraces> traces() {
    return RolloutTraces.start(tracking, System.getenv());
  }

  /// What `kubectl` shows: a copy of the record.
  ClusterRecord record(Reconciler reconciler, KubernetesPlatform platform) {
    View.Watch watch = component -> platform.health(component).map(ClusterWiring::finding);
    return ClusterRecord.follow(
        client, followed(), tracking, new View(reconciler::suspension, watch, leadership::isMine));
  }

  private Followed followed() {
    return new Followed(
        order.namespace(),
        order.source().url(),
        order.source().branch(),
        order.path(),
        order.environment(),
        order.installed().identity(),
        tracking.epoch());
  }

  private static View.Finding finding(Health health) {
    return switch (health) {
      case Health.Ready() -> new View.Finding(true, "");
      case Health.InProgress(var why) -> new View.Finding(false, why);
      case Health.Failed(var why) -> new View.Finding(false, why);
      case Health.Terminating(var why) -> new View.Finding(false, why);
      case Health.Gone() -> new View.Finding(false, "it is not there");
    };
  }
}
