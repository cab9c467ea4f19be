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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WriteCountTest {
  private static final String PODS = "/api/v1/namespaces/ml-flights/pods";

  private final Queue<String> written = new ConcurrentLinkedQueue<>();
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
  void a_write_counts_by_what_it_writes_and_a_read_does_not() {
    client.raw(PODS + "/one", "GET", null);
    client.raw(PODS, "POST", "{}");
    client.raw("/apis/apps/v1/namespaces/ml-flights/deployments/one", "PATCH", "{}");
    client.raw(
        "/apis/millwright.dev/v1/namespaces/ml-flights/rollouts/one/status?force=true",
        "PATCH",
        "{}");
    client.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/one", "DELETE", "{}");

    assertThat(written)
        .containsExactly(
            "POST pods 200",
            "PATCH deployments 200",
            "PATCH rollouts/status 200",
            "DELETE customresourcedefinitions 200");
  }

  @Test
  void a_write_counts_when_it_is_refused_and_when_it_is_tried_anew() {
    assertThatThrownBy(() -> client.raw(PODS + "/refused", "DELETE", "{}"))
        .isInstanceOf(KubernetesClientException.class);
    server.stop(0);
    assertThatThrownBy(() -> client.raw(PODS + "/one", "DELETE", "{}"))
        .isInstanceOf(KubernetesClientException.class);

    assertThat(List.copyOf(written)).containsExactly("DELETE pods 409", "DELETE pods none");
  }
}
