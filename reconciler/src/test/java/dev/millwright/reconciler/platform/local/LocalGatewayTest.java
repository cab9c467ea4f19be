package dev.millwright.reconciler.platform.local;

import static dev.millwright.reconciler.platform.local.TinyPlatform.await;
import static dev.millwright.reconciler.platform.local.TinyPlatform.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.Copies;
import dev.millwright.reconciler.platform.ReplicaAt;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.GatewayFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
      assertThat(file().port()).isEqualTo(port);
    }
  }

  @Test
  void the_gateway_is_told_whom_to_ask_by_copies_and_until_when() throws Exception {
    Routes routes = tiny.routes(freePort());
    Copies copies = new Copies(TinyPlatform.RELEASE, new TreeSet<>(List.of(Name.of("predict"))));
    Routes copying =
        new Routes(
            routes.port(),
            routes.image(),
            routes.releases(),
            routes.shares(),
            routes.graphs(),
            Optional.of(copies));
    tiny.platform.gateway().route(copying);
    assertThat(file().copies())
        .contains(new GatewayFile.Copies(TinyPlatform.RELEASE, List.of(Name.of("predict"))));
    assertThat(tiny.platform.gateway().copied()).isEmpty();
    tiny.platform.gateway().route(routes);
    assertThat(file().copies()).isEmpty();
  }

  private GatewayFile file() throws IOException {
    Path file = tiny.layout.gateway().resolve("gateway.json");
    return Json.read(Files.readString(file), GatewayFile.class);
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
