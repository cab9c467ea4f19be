package dev.millwright.reconciler.platform.kubernetes.faults;

import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Stands for a node and a gateway: pods, which no node takes because their claim is not there, are
/// ready as soon as they are seen; Jobs have ended and left their result; routes are taken. The
/// cluster's own controllers do the rest.
final class PretendNode implements AutoCloseable {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final PatchContext STRATEGIC = PatchContext.of(PatchType.STRATEGIC_MERGE);

  private final KubernetesClient client;
  private final String namespace;
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Set<String>> started = new ConcurrentHashMap<>();
  private final List<SharedIndexInformer<?>> watches;
  private final StateLayout layout;

  PretendNode(Quarters quarters, StateLayout layout) {
    this.client = quarters.client;
    this.namespace = quarters.namespace;
    this.layout = layout;
    this.watches =
        List.of(
            client
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .inform(new Seen<Job>(job -> attempt(() -> end(job)))),
            client
                .pods()
                .inNamespace(namespace)
                .inform(new Seen<Pod>(pod -> attempt(() -> ready(pod)))),
            client
                .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
                .inNamespace(namespace)
                .inform(new Seen<GenericKubernetesResource>(route -> attempt(() -> take(route)))));
  }

  /// From now on it has started nothing yet.
  void begin() {
    started.clear();
  }

  /// How often each Job was started, by name.
  Map<String, Integer> starts() {
    Map<String, Integer> starts = new TreeMap<>();
    started.forEach((name, uids) -> starts.put(name, uids.size()));
    return starts;
  }

  private record Seen<T extends HasMetadata>(Consumer<T> look) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      if (object.getMetadata().getDeletionTimestamp() == null) {
        look.accept(object);
      }
    }

    @Override
    public void onUpdate(T before, T object) {
      onAdd(object);
    }

    @Override
    public void onDelete(T object, boolean isUnknown) {}
  }

  /// What is changed or gone meanwhile is seen again, or not needed.
  private void attempt(Runnable change) {
    work.execute(
        () -> {
          try {
            change.run();
          } catch (KubernetesClientException e) {
            if (!Set.of(404, 409, 422).contains(e.getCode())) {
              System.Logger log = System.getLogger(PretendNode.class.getName());
              log.log(System.Logger.Level.WARNING, "the pretended node failed", e);
            }
          }
        });
  }

  private void end(Job job) {
    if (job.getStatus() != null && job.getStatus().getCompletionTime() != null) {
      return;
    }
    String name = job.getMetadata().getName();
    synchronized (this) {
      started.computeIfAbsent(name, _ -> new TreeSet<>()).add(job.getMetadata().getUid());
      answer(name);
    }
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String began =
        job.getStatus() == null || job.getStatus().getStartTime() == null
            ? now
            : job.getStatus().getStartTime();
    status(client.batch().v1().jobs().inNamespace(namespace).withName(name), MERGE)
        .accept(
            """
            {"startTime": "%1$s", "completionTime": "%2$s", "succeeded": 1, "active": 0, "ready": 0,
             "terminating": 0, "uncountedTerminatedPods": {}, "conditions": [
               {"type": "SuccessCriteriaMet", "status": "True", "lastTransitionTime": "%2$s"},
               {"type": "Complete", "status": "True", "lastTransitionTime": "%2$s"}]}
            """
                .formatted(began, now));
  }

  private void answer(String run) {
    try {
      var job =
          Json.read(
              Files.readString(layout.run(run).resolve("job.json")),
              dev.millwright.spec.job.Job.class);
      AtomicFile.write(layout.run(run).resolve("result.json"), Json.pretty(result(run, job)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JobResult result(String run, dev.millwright.spec.job.Job job) {
    Digest digest = Digest.of(run);
    return switch (job) {
      case dev.millwright.spec.job.Job.Ingest _ ->
          new JobResult.Ingested(digest, 1, 1, new TreeMap<>());
      case dev.millwright.spec.job.Job.Train _ ->
          new JobResult.Trained(digest, digest, new TreeMap<>(), 1, digest);
      case dev.millwright.spec.job.Job.Judge _ ->
          new JobResult.Judged(true, new TreeMap<>(), List.of());
      case dev.millwright.spec.job.Job.Run _, dev.millwright.spec.job.Job.Watch _ ->
          throw new AssertionError(job);
    };
  }

  /// A Job's pod is not needed: the Job has ended.
  private void ready(Pod pod) {
    var its = client.pods().inNamespace(namespace).withName(pod.getMetadata().getName());
    if (pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(it -> it.getKind().equals("Job"))) {
      its.patch(MERGE, "{\"metadata\": {\"finalizers\": null}}");
      its.withGracePeriod(0).delete();
    } else if (!"Running".equals(pod.getStatus().getPhase())) {
      status(its, STRATEGIC)
          .accept(
              """
              {"phase": "Running", "conditions": [
                {"type": "Ready", "status": "True", "lastTransitionTime": "%s"}]}
              """
                  .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  private void take(GenericKubernetesResource route) {
    long generation = route.getMetadata().getGeneration();
    if (String.valueOf(route.getAdditionalProperties().get("status"))
        .contains("observedGeneration=" + generation)) {
      return;
    }
    String condition =
        "{\"type\": \"%s\", \"status\": \"True\", \"reason\": \"Taken\", \"message\": \"\", \"observedGeneration\": %d, \"lastTransitionTime\": \"2026-01-01T00:00:00Z\"}";
    status(
            client
                .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
                .inNamespace(namespace)
                .withName(route.getMetadata().getName()),
            MERGE)
        .accept(
            "{\"parents\": [{\"parentRef\": {\"name\": \"pretended\"}, \"controllerName\": \"example.org/pretended\", \"conditions\": [%s, %s]}]}"
                .formatted(
                    condition.formatted("Accepted", generation),
                    condition.formatted("ResolvedRefs", generation)));
  }

  private static <T extends HasMetadata> Consumer<String> status(
      Resource<T> its, PatchContext how) {
    return status -> its.subresource("status").patch(how, "{\"status\": " + status + "}");
  }

  @Override
  public void close() {
    watches.forEach(SharedIndexInformer::close);
    work.shutdownNow();
  }
}
