package dev.millwright.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images of a registry that is not always there.
final class RegistryImagesTest {
  private static final Digest IMAGE = Digest.of("image");
  private static final int NOBODY = 0;
  private static final ImageSpec SPEC =
      new ImageSpec(
          Digest.of("key"),
          ImageSpec.Role.JOB,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  private final Queue<Integer> weather = new ArrayDeque<>();
  private InetSocketAddress address;
  private Optional<HttpServer> server = Optional.empty();
  private Tracking tracking;
  private int pauses;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
    }
    tracking = Tracking.open(folder.resolve("tracking.db"));
  }

  @AfterEach
  void close() {
    tracking.close();
    server.ifPresent(it -> it.stop(0));
  }

  @Test
  void an_outage_is_waited_out() throws Exception {
    weather.addAll(List.of(NOBODY, 503, 429, 404, 200));

    assertThat(images().ensure(SPEC, "commit").manifest()).isEqualTo(IMAGE);
    assertThat(pauses).isEqualTo(4);
  }

  @Test
  void what_was_found_is_not_asked_for_again() throws Exception {
    weather.add(200);
    images().ensure(SPEC, "commit");
    weather.add(NOBODY);

    assertThat(images().ensure(SPEC, "commit").manifest()).isEqualTo(IMAGE);
    assertThat(pauses).isZero();
  }

  @Test
  void a_refusal_is_told_at_once() {
    weather.add(403);

    assertThatThrownBy(() -> images().ensure(SPEC, "commit"))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("refuses");
    assertThat(pauses).isZero();
  }

  @Test
  void an_outage_without_an_end_is_a_failure_that_says_so() {
    weather.add(NOBODY);

    assertThatThrownBy(() -> images().ensure(SPEC, "commit"))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("cannot be reached now");
    assertThat(pauses).isEqualTo(300);
  }

  private RegistryImages images() {
    change();
    return new RegistryImages(
        () -> "127.0.0.1:" + address.getPort() + "/flights",
        Optional.empty(),
        _ -> {
          pauses++;
          change();
        },
        tracking.bindings(),
        InstantSource.system());
  }

  /// The last weather stays.
  private void change() {
    if (pauses > 0 && weather.size() > 1) {
      weather.remove();
    }
    boolean isThere = weather.element() != NOBODY;
    if (isThere && server.isEmpty()) {
      server = Optional.of(start());
    }
    if (!isThere) {
      server.ifPresent(it -> it.stop(0));
      server = Optional.empty();
    }
  }

  private HttpServer start() {
    try {
      HttpServer started = HttpServer.create(address, 0);
      started.createContext("/", this::answer);
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + IMAGE.hex());
      exchange
          .getResponseHeaders()
          .set("Content-Type", "application/vnd.oci.image.manifest.v1+json");
      exchange.sendResponseHeaders(weather.element(), -1);
    }
  }
}
