package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Schedules by CronJobs, which the cluster goes by whether or not anybody else is there.
record KubernetesSchedules(Cluster cluster, Holding holding, Rendering rendering)
    implements Schedules {
  @Override
  public void hold(List<Timed> functions, Starts starts) throws PlatformFailure {
    Map<String, GenericKubernetesResource> held = new HashMap<>();
    Set<String> maps = new HashSet<>();
    for (Timed timed : functions) {
      GenericKubernetesResource cronJob = hold(timed, maps);
      held.put(cronJob.getMetadata().getName(), cronJob);
    }
    for (GenericKubernetesResource other : cluster.list(ObjectKind.CRON_JOB, Parts.runSelector())) {
      if (!held.containsKey(other.getMetadata().getName())) {
        holding.delete(ObjectKind.CRON_JOB, other);
      }
    }
    if (!held.isEmpty()) {
      forgetMaps(held, maps);
      holding.observe(ObjectKind.JOB, job -> tell(job, starts));
    }
  }

  @Override
  public boolean isThere(String run) {
    return holding.seen(ObjectKind.JOB, run).isPresent();
  }

  /// What pods read is there before the CronJob, so that it cannot be its owner from the start.
  ///
  /// @param maps has the names of what pods read added
  private GenericKubernetesResource hold(Timed timed, Set<String> maps) throws PlatformFailure {
    Parts parts = rendering.of(timed.release(), timed.function(), timed.image());
    var _ = holding.hold(parts.project());
    List<ObjectNode> objects = parts.schedule(timed.function());
    List<GenericKubernetesResource> now = holding.hold(objects);
    for (GenericKubernetesResource map : now.subList(0, now.size() - 1)) {
      maps.add(map.getMetadata().getName());
      if (!JobMap.isOf(map, now.getLast())) {
        cluster.own(
            ObjectKind.CONFIG_MAP, map.getMetadata().getName(), ObjectKind.CRON_JOB, now.getLast());
      }
    }
    return now.getLast();
  }

  /// What the pods of an earlier version read; a run of it that has not ended may still be about
  /// to.
  private void forgetMaps(Map<String, GenericKubernetesResource> held, Set<String> maps)
      throws PlatformFailure {
    for (GenericKubernetesResource map : cluster.list(ObjectKind.CONFIG_MAP, Parts.runSelector())) {
      boolean isPast =
          !maps.contains(map.getMetadata().getName())
              && held.values().stream().anyMatch(it -> JobMap.isOf(map, it) && isIdle(it));
      if (isPast) {
        holding.delete(ObjectKind.CONFIG_MAP, map);
      }
    }
  }

  private static boolean isIdle(GenericKubernetesResource cronJob) {
    return !(cronJob.get("status", "active") instanceof List<?> active) || active.isEmpty();
  }

  private static void tell(GenericKubernetesResource job, Starts starts) {
    ObjectMeta its = job.getMetadata();
    Optional<Name> function = Optional.ofNullable(its.getLabels()).flatMap(Parts::component);
    Optional<Digest> version = Optional.ofNullable(its.getAnnotations()).flatMap(Parts::version);
    if (JobMap.isScheduled(job) && function.isPresent() && version.isPresent()) {
      starts.started(function.get(), version.get(), its.getName());
    }
  }
}
