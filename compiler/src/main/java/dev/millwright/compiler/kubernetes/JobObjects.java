package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.job.Job;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// The objects of one job: what it is to do, and the Job or CronJob that does it.
///
/// A Job is made once. Its name is that of what it does, so that the same work is the same Job: one
/// that is there already is left alone, also when it may use more memory now.
///
/// @param work the word for what it does
record JobObjects(Order order, Component component, String work, Job job, Means means) {
  private static final long GRACE = 30;
  private static final int KEPT = 3;

  /// @param term how long one attempt of Millwright's own work may take; an author says it of
  ///   theirs
  static JobObjects of(Order order, Component component, Job job, Duration term) {
    Means means = job.authored().map(Means::of).orElseGet(() -> Means.plenty(term));
    return new JobObjects(order, component, word(job), job, means);
  }

  private static String word(Job job) {
    return switch (job) {
      case Job.Ingest _ -> "ingest";
      case Job.Train _ -> "train";
      case Job.Judge _ -> "judge";
      case Job.Run _ -> "run";
      case Job.Watch _ -> "watch";
    };
  }

  /// Once, under a name of its content.
  List<ObjectNode> once() {
    String ending = component.version().brief() + "-" + Names.digits(content());
    String name = Names.joined(work + "-" + component.address().name(), ending);
    return List.of(map(name), job(name, name));
  }

  /// Once, under a given name.
  List<ObjectNode> once(String name) {
    String map = Names.content(name + "-job", content());
    return List.of(map(map), job(name, map));
  }

  /// On a schedule.
  List<ObjectNode> scheduled(String run, FunctionRun.Schedule schedule) {
    String name = Names.fit(run, Names.LONGEST_SCHEDULED);
    String map = Names.content(name + "-job", content());
    Map<String, Object> spec = new TreeMap<>();
    spec.put("schedule", schedule.cron());
    spec.put("timeZone", schedule.timeZone());
    spec.put("concurrencyPolicy", word(schedule.concurrency()));
    spec.put("suspend", schedule.isSuspended());
    spec.put("successfulJobsHistoryLimit", KEPT);
    spec.put("failedJobsHistoryLimit", KEPT);
    spec.put("jobTemplate", Map.of("metadata", pods(), "spec", jobSpec(map)));
    return List.of(
        map(map), Tree.object("batch/v1", "CronJob", metadata(name), Map.of("spec", spec)));
  }

  private ObjectNode job(String name, String map) {
    return Tree.object("batch/v1", "Job", metadata(name), Map.of("spec", jobSpec(map)));
  }

  private static String word(FunctionRun.Concurrency concurrency) {
    return switch (concurrency) {
      case ALLOW -> "Allow";
      case FORBID -> "Forbid";
      case REPLACE -> "Replace";
    };
  }

  private String content() {
    return Tree.content(job);
  }

  private Map<String, Object> metadata(String name) {
    return new Meta(order.release(), order.target()).ofVersion(component, work, name);
  }

  private Map<String, Object> pods() {
    return new Meta(order.release(), order.target()).ofPods(component, work);
  }

  private ObjectNode map(String name) {
    return Tree.object(
        "v1",
        "ConfigMap",
        metadata(name),
        Map.of("immutable", true, "data", Map.of("job.json", content())));
  }

  /// What the process says in its result is not tried again unless the author says so; a pod that
  /// the cluster takes away is. With several attempts each has its own deadline.
  private Map<String, Object> jobSpec(String map) {
    Map<String, Object> disrupted =
        Map.of(
            "action",
            "Ignore",
            "onPodConditions",
            List.of(Map.of("type", "DisruptionTarget", "status", "True")));
    return Map.of(
        "backoffLimit", means.retries(),
        "podReplacementPolicy", "Failed",
        "podFailurePolicy", Map.of("rules", List.of(disrupted)),
        "activeDeadlineSeconds", Math.max(1, means.longest().toSeconds()),
        "template", Map.of("metadata", pods(), "spec", podSpec(map)));
  }

  private Map<String, Object> podSpec(String map) {
    Pods pods = new Pods(order);
    Map<String, Object> job = Map.of("name", "job", "configMap", Map.of("name", map));
    Map<String, Object> spec =
        pods.spec(container(pods), List.of(job, pods.state(), Pods.folder("work", "16Gi")), GRACE);
    spec.put("restartPolicy", "Never");
    if (means.retries() > 0) {
      spec.put("activeDeadlineSeconds", Math.max(1, means.term().toSeconds()));
    }
    return spec;
  }

  private Map<String, Object> container(Pods pods) {
    Map<String, Object> container =
        pods.container(
            component.image().orElseThrow(),
            List.of(Quantities.JOB.heapOption(means.resources())),
            ImageSpec.Role.JOB.main(),
            List.of(
                order.target().root() + "/runs/$(MILLWRIGHT_RUN)",
                StatePaths.JOB + "/job.json",
                StatePaths.WORK));
    List<Object> variables = new ArrayList<>(environment());
    variables.addAll(means.variables());
    container.put("env", variables);
    container.put("resources", Quantities.JOB.of(means.resources()));
    container.put("volumeMounts", mounts(pods));
    return container;
  }

  /// The run is named by its Job, those of a CronJob too.
  private static List<Object> environment() {
    return List.of(
        Pods.field("MILLWRIGHT_RUN", "metadata.labels['batch.kubernetes.io/job-name']"),
        Pods.variable("ORT_DISABLE_TELEMETRY", "1"));
  }

  /// Of the claim a job sees what it reads or writes: an author's code cannot touch what others
  /// answer from. Folders of a run are made by its process: those that a node makes for a mount
  /// belong to root where a volume knows no groups.
  private List<Object> mounts(Pods pods) {
    List<Object> mounts = new ArrayList<>(parts(pods));
    mounts.add(pods.part("runs", false));
    mounts.add(Map.of("name", "job", "mountPath", StatePaths.JOB, "readOnly", true));
    mounts.add(Pods.mount("work", StatePaths.WORK));
    mounts.add(Pods.mount("tmp", "/tmp"));
    return mounts;
  }

  private List<Map<String, Object>> parts(Pods pods) {
    return switch (job) {
      case Job.Ingest _ ->
          List.of(
              pods.part("offline", false),
              pods.part("online", false),
              pods.part("recordings", true),
              pods.part("sources", true));
      case Job.Train _, Job.Run _ ->
          List.of(pods.part("artifacts", false), pods.part("offline", true));
      case Job.Judge _ -> List.of(pods.part("artifacts", true), pods.part("offline", true));
      case Job.Watch _ ->
          List.of(
              pods.part("artifacts", true),
              pods.part("monitors", false),
              pods.part("recordings", true));
    };
  }
}
