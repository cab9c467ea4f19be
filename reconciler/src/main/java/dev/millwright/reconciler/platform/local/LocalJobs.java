package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.JobOvertime;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/// Jobs as processes, each in its run's folder.
record LocalJobs(StateLayout layout, Mains mains) implements Jobs {
  private static final String RESULT = "result.json";

  @Override
  public JobResult run(JobOrder order) throws PlatformFailure, InterruptedException {
    Child child = new Child(layout.run(order.run()));
    Optional<ProcessHandle> running = child.alive();
    Optional<JobResult> given = running.isPresent() ? Optional.empty() : result(child.folder());
    if (given.filter(LocalJobs::holds).isPresent()) {
      return given.get();
    }
    await(running.isPresent() ? running.get() : start(child, order), child, order.term());
    ProcessFile.delete(child.folder());
    return result(child.folder())
        .orElseThrow(() -> new PlatformFailure("the job's process died: " + child.lastLine()));
  }

  @Override
  public void cancel(String run) {
    new Child(layout.run(run)).stop();
  }

  /// What failed because of the world may succeed another time.
  private static boolean holds(JobResult result) {
    return !(result instanceof JobResult.Failed failed && failed.retryable());
  }

  private ProcessHandle start(Child child, JobOrder order) throws PlatformFailure {
    try {
      Files.deleteIfExists(child.folder().resolve(RESULT));
    } catch (IOException e) {
      throw new PlatformFailure("an earlier result is in the way: " + e.getMessage(), e);
    }
    AtomicFile.write(child.folder().resolve("job.json"), Json.pretty(order.job()));
    List<String> line =
        JavaLine.job(child.folder(), order.runtimeLib(), order.resources(), mains.job());
    return child.start(line, UUID.randomUUID().toString());
  }

  private static void await(ProcessHandle process, Child child, Duration term)
      throws JobOvertime, InterruptedException {
    Duration left = Duration.between(Instant.now(), child.startedAt().plus(term));
    if (!Child.endsWithin(process, left.isNegative() ? Duration.ZERO : left)) {
      String last = child.lastLine();
      child.stop();
      throw new JobOvertime(
          "the job's process %d did not end within %d s; last it said: %s"
              .formatted(process.pid(), term.toSeconds(), last));
    }
  }

  private static Optional<JobResult> result(Path folder) throws PlatformFailure {
    try {
      Path file = folder.resolve(RESULT);
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), JobResult.class))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new PlatformFailure("the job's result cannot be read: " + e.getMessage(), e);
    }
  }
}
