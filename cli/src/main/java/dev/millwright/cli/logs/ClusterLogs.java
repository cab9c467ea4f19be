package dev.millwright.cli.logs;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.compiler.kubernetes.install.Installation;
import dev.millwright.tracking.RunRecord;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What pods of a namespace say, by the names that people use. Needs the rights to list pods and to
/// get their logs.
///
/// @param runs what is on record, newest first; asked for when no pod is there
public record ClusterLogs(
    KubernetesClient client, String namespace, Supplier<List<RunRecord>> runs) {
  private static final String JOB = "batch.kubernetes.io/job-name";
  private static final String COMPONENT = "millwright.dev/component";
  private static final String DAEMON = "daemon";
  private static final long BEGINS_WITHIN_MINUTES = 15;

  /// Hands every line to the consumer that the newest pod of a name has said.
  ///
  /// @param name of a graph, of a run or a part of it, or `daemon`
  /// @param follows whether to go on until the pod ends, also of one that has not begun
  /// @throws CommandFailure when there is none, or none any more, or the user may not see it
  public void print(String name, boolean follows, Consumer<String> lines) {
    try {
      Pod pod = newest(name).orElseThrow(() -> missing(name));
      print(pod, name, follows, lines);
    } catch (KubernetesClientException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "the cluster does not let this through: " + e.getMessage(),
          "kubectl auth can-i get pods --subresource=log --namespace " + namespace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Pod> newest(String name) {
    return pods()
        .filter(pod -> isNamed(pod, name))
        .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
  }

  private Stream<Pod> pods() {
    return Stream.of(Parts.OURS, "app.kubernetes.io/name=" + Installation.RECONCILER)
        .flatMap(
            labels ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withLabelSelector(labels)
                    .list()
                    .getItems()
                    .stream());
  }

  private static boolean isNamed(Pod pod, String name) {
    String its = name(pod);
    boolean isRun = pod.getMetadata().getLabels().containsKey(JOB);
    return its.equals(isRun ? Parts.jobName(name) : name) || (isRun && its.contains(name));
  }

  /// That of a pod's run, its graph or its process.
  private static String name(Pod pod) {
    var labels = pod.getMetadata().getLabels();
    return Optional.ofNullable(labels.get(JOB))
        .or(() -> Optional.ofNullable(labels.get(COMPONENT)))
        .orElse(DAEMON);
  }

  private void print(Pod pod, String name, boolean follows, Consumer<String> lines)
      throws IOException {
    PodResource its = client.pods().inNamespace(namespace).withName(pod.getMetadata().getName());
    if (!hasBegun(pod)) {
      if (!follows) {
        throw unbegun(pod);
      }
      its.waitUntilCondition(
          it -> it == null || hasBegun(it), BEGINS_WITHIN_MINUTES, TimeUnit.MINUTES);
    }
    try {
      if (follows) {
        follow(its, lines);
      } else {
        hand(its.getLogReader(), lines);
      }
    } catch (KubernetesClientException e) {
      throw e.getCode() == HttpURLConnection.HTTP_NOT_FOUND ? missing(name) : e;
    }
  }

  private static void follow(PodResource pod, Consumer<String> lines) throws IOException {
    try (LogWatch watch = pod.watchLog()) {
      hand(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8), lines);
    }
  }

  private static void hand(Reader log, Consumer<String> lines) throws IOException {
    try (BufferedReader reader = new BufferedReader(log)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
      }
    }
  }

  private static boolean hasBegun(Pod pod) {
    return !Objects.equals(pod.getStatus().getPhase(), "Pending");
  }

  private CommandFailure unbegun(Pod pod) {
    String its = pod.getMetadata().getName();
    return new CommandFailure(
        ExitCode.FAILED,
        "the pod %s has not begun, so it has said nothing yet".formatted(its),
        "wait for it: --follow; see why: kubectl --namespace %s describe pod %s"
            .formatted(namespace, its));
  }

  /// A run that is on record had a pod.
  private CommandFailure missing(String name) {
    return runs.get().stream()
        .filter(run -> run.id().contains(name))
        .findFirst()
        .map(ClusterLogs::gone)
        .orElseGet(() -> unknown(name));
  }

  private static CommandFailure gone(RunRecord run) {
    String cause = run.cause().map(it -> ": " + it).orElse("");
    return new CommandFailure(
        ExitCode.FAILED,
        "the pod of %s is gone, and what it said with it; the run is on record as %s%s"
            .formatted(run.id(), run.state(), cause),
        "a Job's pod stays for a day after its end, where no node is lost");
  }

  private CommandFailure unknown(String name) {
    List<String> names = pods().map(ClusterLogs::name).distinct().sorted().toList();
    return new CommandFailure(
        ExitCode.WRONG_INPUT,
        "there is no log of `%s` in the namespace %s".formatted(name, namespace),
        "there are logs of: " + String.join(", ", names));
  }
}
