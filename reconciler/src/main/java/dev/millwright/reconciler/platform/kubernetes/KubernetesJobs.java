package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.JobOvertime;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// Jobs by the cluster's own. A run's Job has the run's name; what it answers lies on the claim.
///
/// @param layout the claim, as this process sees it
record KubernetesJobs(
    Cluster cluster, Holding holding, Rendering rendering, Waiting waiting, StateLayout layout)
    implements Jobs {
  /// Scheduling, and pulling the image, are not the job's own time.
  private static final Duration BEFORE = Duration.ofMinutes(5);

  private static final Duration ENDING = Duration.ofMinutes(2);
  private static final Duration KEPT = Duration.ofDays(1);

  @Override
  public JobResult run(JobOrder order) throws PlatformFailure, InterruptedException {
    String name = Parts.jobName(order.run());
    Optional<GenericKubernetesResource> there = find(name);
    if (there.filter(JobMap::isScheduled).isPresent()) {
      return await(order, name, there.get());
    }
    if (there.isPresent()) {
      haveMapGoWith(there.get());
    }
    if (there.isEmpty() || isEnded(there.get())) {
      Optional<JobResult> given = result(name);
      if (given.filter(KubernetesJobs::holds).isPresent()) {
        return given.get();
      }
      return await(order, name, start(order, name, there));
    }
    return await(order, name, there.get());
  }

  @Override
  public void cancel(String run) {
    try {
      Optional<GenericKubernetesResource> there = find(Parts.jobName(run));
      if (there.isPresent()) {
        end(there.get());
      }
    } catch (PlatformFailure e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What failed because of the world may succeed another time.
  private static boolean holds(JobResult result) {
    return !(result instanceof JobResult.Failed failed && failed.retryable());
  }

  /// What the job is to do lies beside its result too, for whoever goes on with the run.
  private GenericKubernetesResource start(
      JobOrder order, String name, Optional<GenericKubernetesResource> earlier)
      throws PlatformFailure, InterruptedException {
    if (earlier.isPresent()) {
      end(earlier.get());
    }
    forget(name);
    AtomicFile.write(layout.run(order.run()).resolve("job.json"), Json.pretty(order.job()));
    Parts parts = rendering.of(order.release(), order.component(), order.image());
    var _ = holding.hold(parts.project());
    List<ObjectNode> objects = parts.job(order.component(), order.run(), order.job(), order.term());
    objects.forEach(KubernetesJobs::endSoon);
    GenericKubernetesResource job = cluster.applyAll(objects).getLast();
    haveMapGoWith(job);
    return job;
  }

  /// A day after its end a Job goes: its answer is on the claim, and on record.
  private static void endSoon(ObjectNode object) {
    if (Cluster.kind(object) == ObjectKind.JOB) {
      ((ObjectNode) object.path("spec")).put("ttlSecondsAfterFinished", KEPT.toSeconds());
    }
  }

  private JobResult await(JobOrder order, String name, GenericKubernetesResource job)
      throws PlatformFailure, InterruptedException {
    boolean isInTime = waiting.job(name, longest(job).plus(BEFORE));
    Optional<GenericKubernetesResource> there = find(name);
    if (!isInTime || there.filter(KubernetesJobs::isOverdue).isPresent()) {
      throw overtime(order, name, there.filter(_ -> !isInTime));
    }
    Optional<JobResult> result = result(name);
    return result.isPresent() ? result.get() : silent(name, there);
  }

  /// @param endless one that has to be ended; what is known of it is asked before it goes
  private JobOvertime overtime(
      JobOrder order, String name, Optional<GenericKubernetesResource> endless)
      throws PlatformFailure, InterruptedException {
    String why = cluster.why(ObjectKind.JOB, name);
    if (endless.isPresent()) {
      end(endless.get());
    }
    return new JobOvertime(
        "Job %s did not end within %d s".formatted(name, order.term().toSeconds()) + why);
  }

  private JobResult silent(String name, Optional<GenericKubernetesResource> there)
      throws PlatformFailure {
    throw new PlatformFailure(
        there.isPresent()
            ? "Job " + name + " ended and said nothing" + cluster.why(ObjectKind.JOB, name)
            : "Job " + name + " was taken away before it ended");
  }

  /// How long all attempts may take.
  private static Duration longest(GenericKubernetesResource job) {
    return Duration.ofSeconds(((Number) job.get("spec", "activeDeadlineSeconds")).longValue());
  }

  private Optional<GenericKubernetesResource> find(String name) throws PlatformFailure {
    return cluster.find(ObjectKind.JOB, name);
  }

  private static boolean isEnded(GenericKubernetesResource job) {
    return JobEnd.of(job).isPresent();
  }

  private static boolean isOverdue(GenericKubernetesResource job) {
    return JobEnd.of(job).filter(JobEnd::isOverdue).isPresent();
  }

  /// Its map goes at once, not whenever the cluster gets to it: the same job has one of the same
  /// name.
  private void end(GenericKubernetesResource job) throws PlatformFailure, InterruptedException {
    Optional<GenericKubernetesResource> map = JobMap.isScheduled(job) ? Optional.empty() : map(job);
    cluster.delete(ObjectKind.JOB, job);
    waiting.gone(ObjectKind.JOB, job, ENDING);
    if (map.isPresent()) {
      cluster.delete(ObjectKind.CONFIG_MAP, map.get());
      waiting.gone(ObjectKind.CONFIG_MAP, map.get(), ENDING);
    }
  }

  /// What a Job reads is there before it, so that it cannot be its owner from the start.
  private void haveMapGoWith(GenericKubernetesResource job) throws PlatformFailure {
    Optional<GenericKubernetesResource> map = map(job);
    if (map.filter(it -> !JobMap.isOf(it, job)).isPresent()) {
      cluster.own(ObjectKind.CONFIG_MAP, map.get().getMetadata().getName(), ObjectKind.JOB, job);
    }
  }

  private Optional<GenericKubernetesResource> map(GenericKubernetesResource job)
      throws PlatformFailure {
    Optional<String> name = JobMap.name(job);
    return name.isPresent() ? cluster.find(ObjectKind.CONFIG_MAP, name.get()) : Optional.empty();
  }

  private void forget(String name) throws PlatformFailure {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new PlatformFailure("an earlier result is in the way: " + e.getMessage(), e);
    }
  }

  private Optional<JobResult> result(String name) throws PlatformFailure {
    try {
      return Files.exists(file(name))
          ? Optional.of(Json.read(Files.readString(file(name)), JobResult.class))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new PlatformFailure("the job's result cannot be read: " + e.getMessage(), e);
    }
  }

  private Path file(String name) {
    return layout.run(name).resolve("result.json");
  }
}
