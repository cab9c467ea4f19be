package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.JobOvertime;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Resources;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs jobs and keeps a record of each.
public final class JobRunner {
  private final World world;

  public JobRunner(World world) {
    this.world = world;
  }

  /// What a run is about.
  ///
  /// @param id names the run; the same id is the same run, also after a crash
  public record About(
      String id,
      String kind,
      Release release,
      Component component,
      Optional<String> revision,
      Optional<String> rollout,
      SortedMap<String, String> parameters) {
    public About(
        String id,
        String kind,
        Release release,
        Component component,
        String revision,
        Optional<String> rollout) {
      this(id, kind, release, component, Optional.of(revision), rollout, new TreeMap<>());
    }
  }

  /// Runs a job to its end. What a run with this id has given already is the answer.
  ///
  /// @throws StepFailure when it fails or takes longer than it may; the message is the cause
  public JobResult run(About about, Job job, ImageAt image, Resources resources)
      throws StepFailure, InterruptedException {
    Optional<JobResult> given =
        world
            .tracking()
            .runs()
            .find(about.id())
            .filter(run -> run.state() == RunState.SUCCEEDED)
            .flatMap(RunRecord::result);
    return given.isPresent()
        ? given.get()
        : run(
            about,
            new JobOrder(
                about.id(), job, about.release(), about.component(), image, resources, term(job)));
  }

  /// Ends a run that nobody waits for any more.
  public void cancel(RunRecord run, String cause) {
    world.platform().jobs().cancel(run.id());
    RunRecord ended = run.ended(RunState.CANCELLED, cause, world.clock().instant());
    world.tracking().runs().save(ended);
  }

  private JobResult run(About about, JobOrder order) throws StepFailure, InterruptedException {
    Instant created = world.clock().instant();
    save(record(about, RunState.RUNNING, created, Optional.empty(), Optional.empty()));
    world.intents().passed("run:" + about.kind() + ":" + about.component().address());
    try {
      JobResult result = world.platform().jobs().run(order);
      if (result instanceof JobResult.Failed failed) {
        Optional<String> cause = Optional.of(failed.cause());
        save(record(about, RunState.FAILED, created, Optional.of(result), cause));
        throw new StepFailure(sentence(about, failed.cause()));
      }
      save(record(about, RunState.SUCCEEDED, created, Optional.of(result), Optional.empty()));
      return result;
    } catch (PlatformFailure e) {
      String cause = String.valueOf(e.getMessage());
      RunState end = e instanceof JobOvertime ? RunState.TIMED_OUT : RunState.FAILED;
      save(record(about, end, created, Optional.empty(), Optional.of(cause)));
      throw new StepFailure(sentence(about, cause), e);
    }
  }

  /// How long a job's process may run: what its author says, else what is plenty.
  private static Duration term(Job job) {
    return switch (job) {
      case Job.Train train -> train.function().timeout();
      case Job.Run run -> run.function().timeout();
      case Job.Ingest _ -> Duration.ofHours(2);
      case Job.Judge _, Job.Watch _ -> Duration.ofMinutes(15);
    };
  }

  private void save(RunRecord run) {
    world.tracking().runs().save(run);
  }

  private static String sentence(About about, String cause) {
    return "%s of %s: %s"
        .formatted(about.kind(), about.component().definition().metadata().name(), cause);
  }

  private RunRecord record(
      About about,
      RunState state,
      Instant created,
      Optional<JobResult> result,
      Optional<String> cause) {
    return new RunRecord(
        about.id(),
        about.kind(),
        state,
        about.component().address(),
        about.component().version(),
        about.revision(),
        about.rollout(),
        about.parameters(),
        new TreeMap<>(),
        outputs(result),
        artifacts(result),
        result,
        cause,
        created,
        Optional.of(created),
        state.isEnd() ? Optional.of(world.clock().instant()) : Optional.empty());
  }

  private static SortedMap<String, String> outputs(Optional<JobResult> result) {
    return switch (result.orElse(null)) {
      case JobResult.Trained trained -> trained.outputs();
      case JobResult.Ran ran -> ran.outputs();
      case JobResult.Judged judged -> {
        SortedMap<String, String> metrics = new TreeMap<>();
        judged.metrics().forEach((name, value) -> metrics.put(name, value.toString()));
        yield metrics;
      }
      case null, default -> new TreeMap<>();
    };
  }

  private static SortedMap<String, Digest> artifacts(Optional<JobResult> result) {
    SortedMap<String, Digest> artifacts = new TreeMap<>();
    switch (result.orElse(null)) {
      case JobResult.Trained trained -> {
        artifacts.put("model", trained.model());
        artifacts.put("baseline", trained.baseline());
      }
      case JobResult.Ran ran -> artifacts.putAll(ran.artifacts());
      case null, default -> {}
    }
    return artifacts;
  }
}
