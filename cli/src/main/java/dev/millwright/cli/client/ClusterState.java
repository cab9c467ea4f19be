package dev.millwright.cli.client;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.kubernetes.install.Installation;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Environment;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

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
      ReconcilerWay way = ReconcilerWay.to(client, place.namespace());
      LocalPortForward forward =
          client
              .pods()
              .inNamespace(way.namespace())
              .withName(way.pod())
              .portForward(Installation.PORT);
      return folder(forward.getLocalPort(), way);
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

  private static StateFolder folder(int port, ReconcilerWay way)
      throws IOException, InterruptedException {
    StateFolder folder = new StateFolder(Files.createTempDirectory("millwright"));
    DaemonFile file =
        new DaemonFile(ProcessHandle.current().pid(), started(), port, way.token(), way.below());
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
                  .header("Authorization", "Bearer " + way.token())
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
