package dev.millwright.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.Name;
import dev.millwright.testkit.TemporaryRepository;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What is found on this machine, for projects in the states that people leave them in.
final class ExaminationTest {
  private static final String PROJECT =
      """
      apiVersion: millwright.dev/v1
      kind: Project
      metadata: {name: flights}
      spec: {}
      ---
      apiVersion: millwright.dev/v1
      kind: Environment
      metadata: {name: local}
      spec:
        platform: local
        follows: {head: true}
        gateway: {port: %d}
      """;

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir Path state;

  private int free;

  @BeforeEach
  void declare() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    repository.write("project.yaml", PROJECT.formatted(free)).commit("project");
  }

  private Finding find(String subject) {
    return find(repository.root(), subject);
  }

  private Finding find(Path folder, String subject) {
    return new Examination(
            () -> ProjectLocation.of(folder), () -> new StateFolder(state), Name.of("local"))
        .findings().stream()
            .filter(finding -> finding.subject().equals(subject))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void a_valid_project_with_a_free_port_has_nothing_in_its_way() {
    assertThat(find("git").state()).isEqualTo(Finding.State.GOOD);
    assertThat(find("project")).isEqualTo(Finding.good("project", "flights, 2 resources, valid"));
    assertThat(find("port")).isEqualTo(Finding.good("port", free + " is free"));
    assertThat(find("daemon").sentence()).isEqualTo("does not run yet");
  }

  @Test
  void the_port_that_the_environment_prefers_is_taken() throws Exception {
    try (ServerSocket taken = new ServerSocket(free, 1, InetAddress.getLoopbackAddress())) {
      assertThat(find("port").sentence()).isEqualTo(taken.getLocalPort() + " is taken");
      assertThat(find("port").cure()).contains("next free one");
    }
  }

  @Test
  void files_with_mistakes_are_counted_and_the_command_that_shows_them_is_named() {
    repository.write("project.yaml", PROJECT.formatted(free).replace("spec: {}", "spec: {own: x}"));
    Finding project = find("project");
    assertThat(project.state()).isEqualTo(Finding.State.BROKEN);
    assertThat(project.sentence()).isEqualTo("mistakes in its files: 1");
    assertThat(project.cure()).contains("millwright validate");
  }

  @Test
  void a_folder_outside_of_git_is_said_with_its_cure() throws Exception {
    Path alone = Files.createDirectories(state.resolve("alone"));
    assertThat(find(alone, "git").state()).isEqualTo(Finding.State.BROKEN);
    assertThat(find(alone, "git").cure()).isNotEmpty();
  }

  @Test
  void a_daemon_that_died_is_told_from_one_that_never_ran() throws Exception {
    Files.writeString(
        state.resolve("daemon.json"),
        "{\"pid\":2147483646,\"port\":1,\"token\":\"t\",\"startedAt\":\"2001-01-01T00:00:00Z\"}");
    assertThat(find("daemon").cure()).contains("millwright up");
  }
}
