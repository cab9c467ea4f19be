package dev.millwright.reconciler.platform.kubernetes.faults;

import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.reconciler.engine.Engine;
import dev.millwright.reconciler.engine.Intents;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.Platform;
import dev.millwright.reconciler.platform.kubernetes.Connection;
import dev.millwright.reconciler.platform.kubernetes.KubernetesPlatform;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.TrackingFailure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// One process's life: the engine and the platform over a state folder and a namespace.
final class Life implements AutoCloseable {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  final Tracking tracking;
  final Writes writes;

  /// What the platform has done unasked.
  final BlockingQueue<String> story = new LinkedBlockingQueue<>();

  final KubernetesPlatform platform;
  private final TwoReleases releases;
  private final StateLayout layout;
  private final Course course;
  private final KubernetesClient client;

  Life(
      String namespace,
      StateLayout layout,
      TwoReleases releases,
      Course course,
      Config config,
      Optional<Writes.Point> deadly) {
    this.layout = layout;
    this.releases = releases;
    this.course = course;
    this.tracking = Tracking.open(layout.trackingFile());
    this.writes = new Writes(deadly, tracking::close);
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Connection.lookedAfter(config))
            .withHttpClientBuilderConsumer(it -> it.addOrReplaceInterceptor("writes", writes))
            .build();
    this.platform =
        new KubernetesPlatform(
            client,
            namespace,
            writes,
            () -> target(namespace),
            layout,
            "token",
            it -> story.add(it.sentence()));
  }

  /// Its gateway is not there: nobody but the test takes its routes.
  private static Target target(String namespace) {
    return new Target(namespace, "registry.example.com/flights")
        .with(new Target.Gateway(namespace, "pretended", "edge", Optional.empty()));
  }

  void begin(String id, TwoReleases.Revision to) {
    tracking.releases().keep(to.release(), AT);
    tracking
        .releases()
        .note(new RevisionRecord(to.commit(), AT, Optional.of(to.release().id()), List.of()));
    Optional<Digest> live = tracking.pointers().live();
    var plan = new Planner().plan(live.flatMap(tracking.releases()::find), to.release());
    tracking
        .rollouts()
        .save(
            RolloutMachine.begin(id, live, tracking.pointers().lastGood(), to.commit(), plan, AT));
  }

  /// Goes on with what is in progress, to its end.
  RolloutRecord goOn() {
    try {
      return new Engine(
              world(), _ -> {}, tracking.rollouts().inProgress().orElseThrow(), Optional::empty)
          .run();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Goes on until it dies; answers whether it did.
  boolean dies() {
    try {
      goOn();
    } catch (Killed | TrackingFailure e) {
      return true;
    }
    return writes.isDead();
  }

  private World world() {
    Platform measured = new Measured(platform, releases.second.release(), course.errors);
    return new World(
        tracking,
        measured,
        (spec, _) ->
            new ImageAt(Digest.of(spec.key().hex()), layout.root().resolve("lib"), List.of()),
        (condition, values) ->
            !condition.names().contains("error_rate") || (Double) values.get("error_rate") <= 0.01,
        layout,
        releases.repository.git().getRepository(),
        "",
        () -> AT,
        Intents.unwatched(),
        PinnedItems.none());
  }

  /// What the record says in the end, in words that compare.
  String record() {
    RolloutRecord rollout = tracking.rollouts().latest().orElseThrow();
    StringBuilder words = new StringBuilder();
    words.append(rollout.phase()).append(' ').append(rollout.percent()).append("%\n");
    rollout
        .steps()
        .forEach(it -> words.append(it.id()).append(' ').append(it.state()).append('\n'));
    words.append("cause ").append(rollout.cause());
    words.append("\nlive ").append(tracking.pointers().live());
    words.append("\ngood ").append(tracking.pointers().lastGood());
    words.append("\nquarantine ").append(tracking.quarantine().find(rollout.target())).append('\n');
    Release target = tracking.releases().find(rollout.target()).orElseThrow();
    target
        .components()
        .values()
        .forEach(
            it ->
                words
                    .append(it.label())
                    .append(" model ")
                    .append(tracking.bindings().model(it.version()))
                    .append(" snapshots ")
                    .append(tracking.bindings().snapshots(it.version()))
                    .append('\n'));
    tracking
        .runs()
        .unfinished()
        .forEach(run -> words.append("unfinished ").append(run.id()).append('\n'));
    return words.toString();
  }

  @Override
  public void close() {
    platform.release();
    client.close();
    tracking.close();
  }
}
