package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millwright.tracking.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The state's disk is full for a while, wherever a rollout is by then. On a small disk of its own,
/// which only root may have.
final class EngineDiskFullTest {
  private static final int BLOCK = 4 << 10;
  private static final int MOST_BLOCKS = 128;

  private final Example example = new Example();
  @TempDir Path temporary;
  private Path disk;
  private boolean isMounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temporary.resolve("disk"));
    isMounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "none", disk.toString());
    assumeTrue(isMounted, "a disk of its own cannot be mounted here: needs root");
  }

  @AfterEach
  void unmount() throws Exception {
    example.close();
    if (isMounted) {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void what_a_full_disk_ends_is_gone_on_with_when_there_is_room() throws IOException {
    try (Scene prepared = new Scene(temporary.resolve("prepared"), new Machine(), example)) {
      assertThat(prepared.bring("first", example.first).phase()).isEqualTo(Phase.DONE);
      String undisturbed;
      try (Scene scene = begun(prepared, temporary.resolve("undisturbed"))) {
        assertThat(scene.goOn().phase()).isEqualTo(Phase.DONE);
        undisturbed = scene.end();
      }
      int free = 0;
      while (fills(prepared, free, undisturbed)) {
        free++;
      }
      assertThat(free).as("blocks that are too few").isBetween(4, MOST_BLOCKS);
    }
  }

  /// Whether so many free blocks are too few.
  private boolean fills(Scene prepared, int free, String undisturbed) throws IOException {
    Path ballast = disk.resolve("ballast");
    Path state = disk.resolve("state");
    try (Scene scene = begun(prepared, state)) {
      fill(ballast, free);
      boolean died = scene.dies();
      Files.delete(ballast);
      if (died) {
        try (Scene next = scene.next()) {
          next.platform.stable = example.first.release().id();
          if (next.tracking.rollouts().inProgress().isPresent()) {
            next.goOn();
          }
          assertThat(next.end()).as("%d blocks were free", free).isEqualTo(undisturbed);
        }
      }
      return died && free < MOST_BLOCKS;
    } finally {
      FileUtils.delete(state.toFile(), FileUtils.RECURSIVE);
    }
  }

  private Scene begun(Scene prepared, Path folder) {
    Scene scene = prepared.copy(folder);
    scene.platform.stable = example.first.release().id();
    scene.begin("second", example.second, plan -> plan);
    return scene;
  }

  /// Takes all there is but some blocks.
  private void fill(Path ballast, int free) throws IOException {
    try (OutputStream to = Files.newOutputStream(ballast)) {
      byte[] block = new byte[BLOCK];
      for (long left = disk.toFile().getUsableSpace() / BLOCK; left > free; left--) {
        to.write(block);
      }
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
