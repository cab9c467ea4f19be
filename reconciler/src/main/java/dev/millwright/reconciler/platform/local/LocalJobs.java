package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.JobOvertime;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Retries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/// Jobs as processes, each in its run's folder.
///
/// @param surroundings what an author's code finds around it
/// @param delay lets the time pass until what failed is started again
/// @param cancelled the runs that are not to be started again
record LocalJobs(
    StateLayout layout, Mains mains, Surroundings surroundings, Delay delay, Set<String> cancelled)
    implements Jobs {
  private static final System.Logger LOG = System.getLogger(LocalJobs.class.getName());
  private static final String RESULT = "result.json";

  /// Lets time pass.
  @FunctionalInterface
  interface Delay {
    void of(Duration length) throws InterruptedException;
  }

  /// What fails is started again as often as the author of its function says.
  @Override
  public JobResult run(JobOrder order) throws PlatformFailure, InterruptedException {
    Optional<Retries> retries = order.job().authored().flatMap(function -> function.retries());
    int limit = retries.map(Retries::limit).orElse(0);
    cancelled.remove(order.run());
    for (int failures = 1; failures <= limit; failures++) {
      Optional<JobResult> result = attempt(order);
      if (result.isPresent()) {
        return result.get();
      }
      goOn(order);
      delay.of(retries.orElseThrow().after(failures));
      goOn(order);
      forget(new Child(layout.run(order.run())));
    }
    return once(order);
  }

  private void goOn(JobOrder order) throws PlatformFailure {
    if (cancelled.remove(order.run())) {
      throw new PlatformFailure("it was cancelled");
    }
  }

  /// Nothing when it failed, for whatever reason.
  private Optional<JobResult> attempt(JobOrder order) throws InterruptedException {
    try {
      return Optional.of(once(order)).filter(result -> !(result instanceof JobResult.Failed));
    } catch (PlatformFailure e) {
      LOG.log(System.Logger.Level.INFO, order.run() + " is started again: " + e.getMessage());
      return Optional.empty();
    }
  }

  private JobResult once(JobOrder order) throws PlatformFailure, InterruptedException {
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
    cancelled.add(run);
    new Child(layout.run(run)).stop();
  }

  /// What failed because of the world may succeed another time.
  private static boolean holds(JobResult result) {
    return !(result instanceof JobResult.Failed failed && failed.retryable());
  }

  private ProcessHandle start(Child child, JobOrder order) throws PlatformFailure {
    forget(child);
    AtomicFile.write(child.folder().resolve("job.json"), Json.pretty(order.job()));
    List<String> line =
        JavaLine.job(child.folder(), order.image().runtimeLib(), order.resources(), mains.job());
    return child.start(line, UUID.randomUUID().toString(), surroundings.of(order.job()));
  }

  private static void forget(Child child) throws PlatformFailure {
    try {
      Files.deleteIfExists(child.folder().resolve(RESULT));
    } catch (IOException e) {
      throw new PlatformFailure("an earlier result is in the way: " + e.getMessage(), e);
    }
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
