package dev.millwright.cli.daemon;

import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.reconciler.Reconciler;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.function.Started;
import dev.millwright.server.control.Answer;
import dev.millwright.server.control.Control;
import dev.millwright.server.control.FunctionRun;
import dev.millwright.server.control.PlatformStatus;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.QuarantineRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Passes wishes on to the reconciler, and says what the platform does.
final class DaemonControl implements Control {
  private final World world;
  private final Reconciler reconciler;
  private final DaemonStatus status;
  private final Runnable look;

  /// @param look fetches what is followed, where that is not on this machine
  DaemonControl(
      ProjectLocation project,
      Name environment,
      World world,
      Reconciler reconciler,
      Runnable look) {
    this.world = world;
    this.reconciler = reconciler;
    this.look = look;
    this.status =
        new DaemonStatus(
            project, environment, world, reconciler::suspension, world.clock().instant());
  }

  @Override
  public PlatformStatus status() {
    return status.now();
  }

  @Override
  public Answer reconcile() {
    look.run();
    reconciler.reconcile();
    return Answer.taken();
  }

  @Override
  public Answer suspend(String reason, Optional<Instant> until) {
    reconciler.suspend(new Suspend(reason, until));
    return Answer.taken();
  }

  @Override
  public Answer resume() {
    return reconciler.resume()
        ? Answer.taken()
        : new Answer.Refused(
            "nobody suspended rollouts by hand",
            reconciler
                .suspension()
                .map(it -> "what is followed says it: " + it.sentence())
                .orElse("millwright status"));
  }

  @Override
  public Answer retry() {
    Optional<Digest> latest =
        world.tracking().quarantine().list().stream().findFirst().map(QuarantineRecord::release);
    return latest
        .map(this::retry)
        .orElseGet(() -> new Answer.Refused("nothing is in quarantine", "millwright status"));
  }

  @Override
  public Answer retry(Digest release) {
    return reconciler.retry(release)
        ? Answer.taken("release", release.hex())
        : new Answer.Unknown("release " + release.brief() + " is not in quarantine");
  }

  @Override
  public Answer advanceClock(Instant at) {
    Optional<Instant> now = world.tracking().pointers().dataClock();
    if (now.isEmpty()) {
      return new Answer.Refused(
          "this environment runs on the wall clock", "give it a `clock` to replay history");
    }
    if (at.isBefore(now.get())) {
      return new Answer.Refused("the data's present is " + now.get() + " and never moves back", "");
    }
    reconciler.advance(at);
    return Answer.taken("from", now.get().toString());
  }

  @Override
  public Answer run(FunctionRun run) {
    return answer(reconciler.run(run.function(), run.parameters(), run.inputs()));
  }

  @Override
  public Answer runWorkflow(Name workflow) {
    return answer(reconciler.runWorkflow(workflow));
  }

  @Override
  public Answer flush() {
    reconciler.flush();
    return Answer.taken();
  }

  private static Answer answer(Started started) {
    return switch (started) {
      case Started.Taken(var run) -> Answer.taken("run", run);
      case Started.Refused(var why, var hint) -> new Answer.Refused(why, hint);
      case Started.Unknown(var what) -> new Answer.Unknown(what);
    };
  }

  @Override
  public Optional<Path> log(String run) {
    return Optional.of(world.layout().run(run).resolve("log.txt"));
  }
}
