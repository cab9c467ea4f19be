package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/// Jobs as processes, each in its run's folder.
record LocalJobs(StateLayout layout) implements Jobs {
  private static final String MAIN = "dev.millwright.offline.JobMain";

  @Override
  public JobResult run(JobOrder order) throws PlatformFailure, InterruptedException {
    Path folder = layout.run(order.run());
    Optional<JobResult> result = result(folder);
    if (result.isPresent()) {
      return result.get();
    }
    Child child = new Child(folder);
    Optional<ProcessHandle> running = child.alive();
    await(running.isPresent() ? running.get() : start(child, order));
    ProcessFile.delete(folder);
    return result(folder)
        .orElseThrow(() -> new PlatformFailure("the job's process died: " + child.lastLine()));
  }

  @Override
  public void cancel(String run) {
    new Child(layout.run(run)).stop();
  }

  private ProcessHandle start(Child child, JobOrder order) throws PlatformFailure {
    AtomicFile.write(child.folder().resolve("job.json"), Json.pretty(order.job()));
    List<String> line =
        JavaLine.job(
            order.runtimeLib(), order.resources(), MAIN, List.of(child.folder().toString()));
    return child.start(line, UUID.randomUUID().toString());
  }

  private static void await(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<JobResult> result(Path folder) throws PlatformFailure {
    try {
      Path file = folder.resolve("result.json");
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), JobResult.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new PlatformFailure("the job's result cannot be read: " + e.getMessage(), e);
    }
  }
}
