package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WriteCountTest {
  private static final String PODS = "/api/v1/namespaces/ml-flights/pods";

  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
  private HttpServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status = exchange.getRequestURI().getPath().endsWith("refused") ? 409 : 200;
          exchange.sendResponseHeaders(status, 2);
          exchange.getResponseBody().write(new byte[] {'{', '}'});
          exchange.close();
        });
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(1)
                    .withRequestRetryBackoffInterval(1)
                    .build())
            .withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor(
                        "writes",
                        new WriteCount(
                            (verb, resource, code) ->
                                written.add(verb + " " + resource + " " + code))))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void a_write_counts_by_what_it_writes_and_a_read_does_not() throws InterruptedException {
    client.raw(PODS + "/one", "GET", null);
    client.raw(PODS, "POST", "{}");
    client.raw("/apis/apps/v1/namespaces/ml-flights/deployments/one", "PATCH", "{}");
    client.raw(
        "/apis/millwright.dev/v1/namespaces/ml-flights/rollouts/one/status?force=true",
        "PATCH",
        "{}");
    client.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/one", "DELETE", "{}");

    assertThat(written(4))
        .containsExactlyInAnyOrder(
            "POST pods 200",
            "PATCH deployments 200",
            "PATCH rollouts/status 200",
            "DELETE customresourcedefinitions 200");
  }

  @Test
  void a_write_counts_when_it_is_refused_and_when_it_is_tried_anew() throws InterruptedException {
    assertThatThrownBy(() -> client.raw(PODS + "/refused", "DELETE", "{}"))
        .isInstanceOf(KubernetesClientException.class);
    server.stop(0);
    assertThatThrownBy(() -> client.raw(PODS + "/one", "DELETE", "{}"))
        .isInstanceOf(KubernetesClientException.class);

    assertThat(written(2)).containsExactlyInAnyOrder("DELETE pods 409", "DELETE pods none");
  }

  /// So many, and no more: a count may come a little after its answer.
  private List<String> written(int number) throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      all.add(Objects.requireNonNull(written.poll(20, TimeUnit.SECONDS), "none came"));
    }
    assertThat(written).isEmpty();
    return all;
  }
}
