package dev.millwright.reconciler.platform.local;

import static dev.millwright.reconciler.platform.local.TinyPlatform.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ReplicaAt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Graph replicas as real processes.
final class LocalGraphsTest {
  @RegisterExtension final TinyPlatform tiny = new TinyPlatform();

  @Test
  void a_replica_is_started_once_and_its_pid_is_the_java_process() throws Exception {
    tiny.start();
    long pid = tiny.pid();
    tiny.start();
    assertThat(tiny.pid()).isEqualTo(pid);
    assertThat(Files.readString(tiny.replicaFolder().resolve("ready.json")))
        .contains("\"pid\":" + pid);
    assertThat(Mark.in(tiny.replicaFolder())).extracting(ProcessHandle::pid).containsExactly(pid);
  }

  @Test
  void another_daemon_adopts_what_runs_and_can_end_it() throws Exception {
    tiny.start();
    long pid = tiny.pid();
    tiny.anotherDaemon();
    assertThat(tiny.platform.graphs().replicas())
        .extracting(ReplicaAt::replica)
        .containsExactly(tiny.replica);
    tiny.start();
    assertThat(tiny.pid()).isEqualTo(pid);
    tiny.anotherDaemon();
    tiny.platform.graphs().retain(Set.of());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(tiny.platform.graphs().replicas()).isEmpty();
  }

  @Test
  void a_replica_that_is_gone_does_not_keep_a_release_from_being_bound() throws Exception {
    tiny.start();
    long pid = tiny.pid();
    tiny.anotherDaemon();
    Child.kill(ProcessHandle.of(pid).orElseThrow());
    tiny.bind();
    tiny.platform.graphs().flush(tiny.replica.graph());
    assertThat(told(tiny.replicaFolder())).isEmpty();
    assertThat(tiny.versionFolder().resolve("releases.json")).exists();
  }

  @Test
  void a_replica_that_lives_must_confirm() throws Exception {
    tiny.start();
    tiny.bind();
    assertThat(told(tiny.replicaFolder())).containsExactly("/-/reload");
    Files.createFile(tiny.versionFolder().resolve("deaf"));
    assertThatThrownBy(tiny::bind)
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("/-/reload answered 403");
  }

  @Test
  void a_graph_that_does_not_start_says_what_its_log_says_last() throws Exception {
    Path broken = tiny.versionFolder().resolve("broken");
    Files.createDirectories(broken.getParent());
    Files.createFile(broken);
    assertThatThrownBy(() -> tiny.start())
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("this graph is broken");
  }

  @Test
  void a_process_that_was_never_written_down_is_ended_before_another_is_started() throws Exception {
    tiny.start();
    ProcessHandle unknown = ProcessHandle.of(tiny.pid()).orElseThrow();
    Files.delete(tiny.replicaFolder().resolve("process.json"));
    tiny.anotherDaemon();
    assertThat(tiny.platform.graphs().replicas()).isEmpty();
    tiny.start();
    assertThat(unknown.isAlive()).isFalse();
    assertThat(Mark.in(tiny.replicaFolder())).hasSize(1);
  }

  @Test
  void stopping_all_ends_what_was_never_written_down() throws Exception {
    tiny.start();
    ProcessHandle unknown = ProcessHandle.of(tiny.pid()).orElseThrow();
    Files.delete(tiny.replicaFolder().resolve("process.json"));
    tiny.anotherDaemon();
    tiny.platform.stopAll();
    assertThat(unknown.isAlive()).isFalse();
  }

  @Test
  void a_pid_that_was_given_to_another_process_is_left_alone() throws Exception {
    Process stranger = new ProcessBuilder("/bin/sleep", "600").start();
    try {
      new ProcessFile(stranger.pid(), Instant.EPOCH, "old").write(tiny.replicaFolder());
      tiny.platform.stopAll();
      assertThat(stranger.isAlive()).isTrue();
      assertThat(tiny.replicaFolder().resolve("process.json")).doesNotExist();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_clock_that_was_set_does_not_make_a_process_a_stranger() throws Exception {
    tiny.start();
    long pid = tiny.pid();
    String token = new Child(tiny.replicaFolder()).token();
    new ProcessFile(pid, Instant.EPOCH, token).write(tiny.replicaFolder());
    tiny.anotherDaemon();
    tiny.start();
    assertThat(tiny.pid()).isEqualTo(pid);
  }
}
