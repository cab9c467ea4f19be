package dev.millwright.reconciler.platform.local;

import static dev.millwright.reconciler.platform.local.TinyPlatform.await;
import static dev.millwright.reconciler.platform.local.TinyPlatform.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.ReplicaAt;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.GatewayFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The gateway as a real process, and what it is told of replicas.
final class LocalGatewayTest {
  @RegisterExtension final TinyPlatform tiny = new TinyPlatform();

  @Test
  void a_killed_replica_is_started_anew_and_the_gateway_told() throws Exception {
    tiny.start();
    tiny.platform.gateway().route(tiny.routes(freePort()));
    String before = tiny.platform.graphs().replicas().getFirst().address().orElseThrow();
    Path gateway = tiny.layout.gateway();
    assertThat(Files.readString(gateway.resolve("gateway.json"))).contains(before);
    Child.kill(ProcessHandle.of(tiny.pid()).orElseThrow());
    await(gateway, () -> count(gateway, "/-/reload") > 1);
    ReplicaAt now = tiny.platform.graphs().replicas().getFirst();
    assertThat(now.restarts()).isEqualTo(1);
    assertThat(Files.readString(gateway.resolve("gateway.json")))
        .contains(now.address().orElseThrow());
  }

  @Test
  void a_taken_port_gives_way_to_the_next_and_is_kept_by_the_next_daemon() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      tiny.platform.gateway().route(tiny.routes(taken.getLocalPort()));
      int port = tiny.platform.gateway().state().orElseThrow().port();
      assertThat(port).isGreaterThan(taken.getLocalPort());
      long pid = tiny.platform.gateway().state().orElseThrow().pid().orElseThrow();
      tiny.anotherDaemon();
      assertThat(tiny.platform.gateway().traffic()).isEmpty();
      assertThat(count(tiny.layout.gateway(), "/-/metrics")).isEqualTo(1);
      tiny.platform.gateway().route(tiny.routes(taken.getLocalPort()));
      assertThat(tiny.platform.gateway().state().orElseThrow().pid()).contains(pid);
      assertThat(tiny.platform.gateway().state().orElseThrow().port()).isEqualTo(port);
      GatewayFile file =
          Json.read(
              Files.readString(tiny.layout.gateway().resolve("gateway.json")), GatewayFile.class);
      assertThat(file.port()).isEqualTo(port);
    }
  }

  private static long count(Path of, String line) {
    return told(of).stream().filter(line::equals).count();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
