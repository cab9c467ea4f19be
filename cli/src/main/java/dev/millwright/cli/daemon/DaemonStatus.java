package dev.millwright.cli.daemon;

import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.GatewayAt;
import dev.millwright.reconciler.platform.ReplicaAt;
import dev.millwright.server.control.PlatformStatus;
import dev.millwright.server.control.PlatformStatus.Child;
import dev.millwright.server.control.PlatformStatus.Share;
import dev.millwright.server.control.PlatformStatus.Wait;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the platform does now, in the words of the server.
///
/// @param suspension why no rollout starts now
record DaemonStatus(
    ProjectLocation project,
    Name environment,
    World world,
    Supplier<Optional<Suspend>> suspension,
    Instant startedAt) {
  PlatformStatus now() {
    Optional<GatewayAt> gateway = world.platform().gateway().state();
    Optional<RolloutRecord> rollout = world.tracking().rollouts().inProgress();
    return new PlatformStatus(
        Name.of(projectName()),
        environment,
        Followed.of(project).words(),
        startedAt,
        gateway.map(GatewayAt::url),
        rollout.map(DaemonStatus::shares).orElseGet(this::all),
        Stream.concat(
                gateway.stream().map(this::child),
                world.platform().graphs().replicas().stream().map(this::child))
            .toList(),
        rollout.map(DaemonStatus::waits).orElse(List.of()),
        notes(gateway));
  }

  private String projectName() {
    String folder = project.folder().getFileName().toString().toLowerCase(java.util.Locale.ROOT);
    return world
        .tracking()
        .pointers()
        .live()
        .flatMap(world.tracking().releases()::find)
        .map(release -> release.project().text())
        .orElse(folder.replaceAll("[^a-z0-9-]", "-"));
  }

  private static List<Share> shares(RolloutRecord rollout) {
    List<Share> shares = new ArrayList<>();
    rollout
        .base()
        .filter(base -> !base.equals(rollout.target()))
        .ifPresent(base -> shares.add(new Share(base, 100 - rollout.percent())));
    shares.add(new Share(rollout.target(), rollout.percent()));
    return shares.stream().filter(share -> share.percent() > 0).toList();
  }

  private List<Share> all() {
    Optional<Digest> live = world.tracking().pointers().live();
    return live.map(release -> List.of(new Share(release, 100))).orElse(List.of());
  }

  private Child child(GatewayAt gateway) {
    return new Child(
        "gateway",
        gateway.pid().orElse(0L),
        Optional.of(gateway.port()),
        gateway.state().word(),
        since(gateway.pid()));
  }

  private Child child(ReplicaAt replica) {
    return new Child(
        replica.replica().graph() + "@" + replica.replica().version().brief(),
        replica.pid().orElse(0L),
        replica.address().map(address -> URI.create(address).getPort()),
        replica.state().word(),
        replica.startedAt().orElse(startedAt));
  }

  private Instant since(Optional<Long> pid) {
    return pid.flatMap(ProcessHandle::of)
        .flatMap(process -> process.info().startInstant())
        .orElse(startedAt);
  }

  private static List<Wait> waits(RolloutRecord rollout) {
    return rollout.steps().stream()
        .filter(step -> step.state() == StepState.RUNNING)
        .flatMap(
            step ->
                rollout.plan().steps().stream()
                    .filter(planned -> planned.id().equals(step.id()))
                    .map(planned -> wait(planned, step)))
        .toList();
  }

  private static Wait wait(Step planned, StepRecord step) {
    Instant since = step.began().orElseThrow();
    return new Wait(
        step.id(), "done before " + since.plus(planned.deadline()), since, cause(planned));
  }

  /// What such a step waits for.
  private static String cause(Step step) {
    return switch (step.action()) {
      case BUILD -> "libraries are being resolved and the source compiled";
      case INGEST -> "rows are being read, checked and written";
      case TRAIN -> "the training function runs";
      case JUDGE -> "the held-out examples are being scored";
      case START, UPDATE -> "a graph process starts and warms up";
      case SHADOW -> "copies of requests are made for " + words(step.deadline()) + " at most";
      case SHIFT, PROVE ->
          "traffic is held for " + words(step.deadline()) + " at most to be analysed";
      case REBASELINE, RETIRE -> "the record is being written";
    };
  }

  private static String words(Duration length) {
    return length.toSeconds() + " s";
  }

  private List<String> notes(Optional<GatewayAt> gateway) {
    List<String> notes = new ArrayList<>();
    suspension.get().ifPresent(it -> notes.add("rollouts are " + it.sentence()));
    Followed.of(project).uncommitted().ifPresent(notes::add);
    gateway
        .filter(at -> at.port() != at.preferredPort())
        .ifPresent(
            at ->
                notes.add(
                    "port %d was taken; the gateway listens on %d"
                        .formatted(at.preferredPort(), at.port())));
    return notes;
  }
}
