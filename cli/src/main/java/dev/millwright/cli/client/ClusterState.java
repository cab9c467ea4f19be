package dev.millwright.cli.client;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.kubernetes.install.Installation;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Environment;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// What a cluster's reconciler knows, as if it were on this machine: a copy of the record, and a
/// way to the process itself through the API server, for as long as this command runs. Needs the
/// rights to forward a port of its pod and to read its token.
public final class ClusterState {
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private ClusterState() {}

  /// @throws CommandFailure when there is no reconciler, or the user may not reach it
  public static StateFolder of(Environment.Kubernetes place) {
    KubernetesClient client = client(place);
    try {
      Pod pod = pod(client, place.namespace());
      LocalPortForward way =
          client
              .pods()
              .inNamespace(place.namespace())
              .withName(pod.getMetadata().getName())
              .portForward(Installation.PORT);
      return folder(way.getLocalPort(), token(client, pod));
    } catch (KubernetesClientException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "the cluster does not let this through: " + e.getMessage(),
          "kubectl auth can-i create pods/portforward --namespace " + place.namespace());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "the reconciler does not answer: " + e, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", "");
    }
  }

  /// A way to its API server, as this machine's configuration has it.
  public static KubernetesClient client(Environment.Kubernetes place) {
    return new KubernetesClientBuilder().withConfig(config(place)).build();
  }

  /// A context that this machine's configuration does not know is that of another machine: then the
  /// current one counts, which in a pipeline is the only one.
  private static Config config(Environment.Kubernetes place) {
    return place
        .context()
        .map(Config::autoConfigure)
        .filter(config -> config.getCurrentContext() != null)
        .orElseGet(() -> Config.autoConfigure(null));
  }

  private static Pod pod(KubernetesClient client, String namespace) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/name", Installation.RECONCILER)
        .list()
        .getItems()
        .stream()
        .filter(ClusterState::isReady)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.FAILED,
                    "no reconciler is ready in the namespace " + namespace,
                    "kubectl --namespace %s describe deployment %s"
                        .formatted(namespace, Installation.RECONCILER)));
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals("True"));
  }

  private static String token(KubernetesClient client, Pod pod) {
    SecretKeySelector where =
        pod.getSpec().getContainers().getFirst().getEnv().stream()
            .filter(it -> it.getName().equals("MILLWRIGHT_TOKEN"))
            .map(EnvVar::getValueFrom)
            .map(it -> it.getSecretKeyRef())
            .findFirst()
            .orElseThrow();
    return Optional.ofNullable(
            client
                .secrets()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(where.getName())
                .get())
        .map(Secret::getData)
        .map(data -> data.get(where.getKey()))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .orElse("");
  }

  private static StateFolder folder(int port, String token)
      throws IOException, InterruptedException {
    StateFolder folder = new StateFolder(Files.createTempDirectory("millwright"));
    DaemonFile file = new DaemonFile(ProcessHandle.current().pid(), started(), port, token);
    Files.writeString(folder.daemonFile(), Json.write(file));
    Path record = folder.root().resolve("tracking.db");
    record.toFile().deleteOnExit();
    folder.daemonFile().toFile().deleteOnExit();
    URI url = URI.create(file.url() + "/api/v1/record");
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(url)
                  .timeout(ANSWER)
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofFile(record));
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
    }
    return folder;
  }

  private static Instant started() {
    return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  }
}
