package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Two projects on one machine, and a port that somebody else has.
final class NeighboursScene {
  private final Machine machine = new Machine();
  private final Flights first = Flights.on(machine);
  private final Flights second = Flights.on(machine);

  @AfterEach
  void leave_nothing() {
    machine.close();
    first.close();
    second.close();
  }

  @Test
  void two_projects_and_a_taken_port_do_not_meet() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      for (Flights flights : List.of(first, second)) {
        flights.repository().replace("environments/local.yaml", "port: 8080", "port: " + port);
        flights.repository().commit("Take a port that is taken");
      }
      second
          .repository()
          .replace("models/delay.yaml", "parameters: {epochs: 5}", "parameters: {epochs: 2}");
      second.repository().commit("Be quicker");

      JsonNode one = first.up();
      JsonNode other = second.up();

      URI here = first.target(one);
      URI there = second.target(other);
      assertThat(here.getPort()).isNotEqualTo(taken.getLocalPort()).isNotEqualTo(there.getPort());
      assertThat(first.run("status").out()).contains(port + " was taken");
      assertThat(first.ask(here, request()).release()).isEqualTo(one.path("release").asString());
      assertThat(second.ask(there, request()).release())
          .isEqualTo(other.path("release").asString())
          .isNotEqualTo(one.path("release").asString());

      first.expect(0, "down");
      assertThat(second.ask(there, request()).isOk()).isTrue();
      second.expect(0, "down", "--forget");
      assertThat(machine.processes()).isEmpty();
    }
  }

  private static Map<String, Object> request() {
    return Map.of(
        "origin",
        "SEA",
        "destination",
        "LAX",
        "distance",
        954,
        "scheduled",
        "2001-03-31T18:00:00Z");
  }
}
