package dev.millwright.cli.daemon;

import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.reconciler.Reconciler;
import dev.millwright.reconciler.Settings;
import dev.millwright.reconciler.Turns;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.forge.CommitReports;
import dev.millwright.reconciler.platform.kubernetes.Fence;
import dev.millwright.reconciler.platform.kubernetes.KubernetesPlatform;
import dev.millwright.reconciler.platform.kubernetes.Repair;
import dev.millwright.reconciler.platform.kubernetes.health.Health;
import dev.millwright.reconciler.platform.kubernetes.record.ClusterRecord;
import dev.millwright.reconciler.platform.kubernetes.record.Followed;
import dev.millwright.reconciler.platform.kubernetes.record.View;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.trace.RolloutTraces;
import dev.millwright.server.webhook.Webhook;
import dev.millwright.tracking.Tracking;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// How the parts of a cluster's daemon hang together.
///
/// @param client does all that is done to the namespace
/// @param turn whether this process may write now
/// @param copy the git directory that is followed
/// @param given the Source, where somebody else wrote it
record ClusterWiring(
    ClusterOrder order,
    KubernetesClient client,
    Fence fence,
    BooleanSupplier turn,
    StateLayout layout,
    Tracking tracking,
    Path copy,
    Mirror mirror,
    Metrics metrics,
    Turns turns,
    Optional<Given> given) {
  /// @param own writes its status
  record Given(String source, KubernetesClient own) {}

  ClusterTarget target() {
    return new ClusterTarget(
        tracking,
        mirror.repository(),
        order.path(),
        order.environment(),
        order.namespace(),
        order.installed()::in,
        Hubs.compiler(LockUse.KNOWN),
        turns);
  }

  KubernetesPlatform platform(ClusterTarget target) {
    return new KubernetesPlatform(
        client, order.namespace(), fence, target, layout, order.installed().token(), this::told);
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
  Reconciler reconciler(World world, Consumer<Throwable> broken) {
    Settings settings =
        new Settings(copy, order.path(), order.environment(), Hubs.catalogs(), turns);
    return Reconciler.start(world, mirror, settings, Thread::sleep, broken);
  }

  DaemonControl control(Reconciler reconciler, Looks looks) {
    ProjectLocation project = new ProjectLocation(copy, copy, copy, order.path());
    metrics.record(tracking, InstantSource.system());
    metrics.git(looks::looked, looks::answered);
    return new DaemonControl(
        project, order.environment(), reconciler.world(), reconciler, looks::look);
  }

  /// What a forge calls, where the installation names a secret for it.
  Optional<Webhook> webhook(Reconciler reconciler, Looks looks) {
    return order
        .installed()
        .webhook()
        .map(secret -> new Webhook(secret, () -> looks.soon(reconciler::reconcile)));
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
  ClusterRecord record(Reconciler reconciler, KubernetesPlatform platform, Looks looks) {
    View.Watch watch = component -> platform.health(component).map(ClusterWiring::finding);
    View view = new View(reconciler::suspension, watch, turn, looks::repository);
    return given.isPresent()
        ? ClusterRecord.follow(client, given.get().own(), followed(), tracking, view)
        : ClusterRecord.follow(client, followed(), tracking, view);
  }

  private Followed followed() {
    return new Followed(
        order.namespace(),
        order.source().url(),
        order.source().branch(),
        order.path(),
        order.environment(),
        order.installed().identity(),
        tracking.epoch(),
        given.map(Given::source));
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
