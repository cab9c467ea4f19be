package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Resources;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
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
      Component component,
      Optional<String> revision,
      Optional<String> rollout,
      SortedMap<String, String> parameters) {
    public About(
        String id, String kind, Component component, String revision, Optional<String> rollout) {
      this(id, kind, component, Optional.of(revision), rollout, new TreeMap<>());
    }
  }

  /// Runs a job to its end.
  ///
  /// @throws StepFailure when it fails; the message is the cause
  public JobResult run(About about, Job job, ImageAt image, Resources resources)
      throws StepFailure, InterruptedException {
    Instant created = world.clock().instant();
    world
        .tracking()
        .runs()
        .save(record(about, RunState.RUNNING, created, Optional.empty(), Optional.empty()));
    world.intents().passed("run:" + about.kind() + ":" + about.component().address());
    try {
      JobResult result =
          world.platform().jobs().run(new JobOrder(about.id(), job, image.runtimeLib(), resources));
      Optional<String> cause =
          result instanceof JobResult.Failed failed
              ? Optional.of(failed.cause())
              : Optional.empty();
      world
          .tracking()
          .runs()
          .save(
              record(
                  about,
                  cause.isPresent() ? RunState.FAILED : RunState.SUCCEEDED,
                  created,
                  Optional.of(result),
                  cause));
      if (cause.isPresent()) {
        throw new StepFailure(
            about.kind()
                + " of "
                + about.component().definition().metadata().name()
                + ": "
                + cause.get());
      }
      return result;
    } catch (PlatformFailure e) {
      world
          .tracking()
          .runs()
          .save(
              record(
                  about,
                  RunState.FAILED,
                  created,
                  Optional.empty(),
                  Optional.of(String.valueOf(e.getMessage()))));
      throw new StepFailure(
          about.kind()
              + " of "
              + about.component().definition().metadata().name()
              + ": "
              + e.getMessage(),
          e);
    }
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
