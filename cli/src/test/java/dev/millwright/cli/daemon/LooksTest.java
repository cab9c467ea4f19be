package dev.millwright.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.watch.RemoteCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LooksTest {
  @TempDir Path temporary;
  private Git origin;
  private RemoteCopy copy;
  private Looks looks;

  @BeforeEach
  void open() throws Exception {
    origin =
        Git.init().setInitialBranch("main").setDirectory(temporary.resolve("o").toFile()).call();
    commit("first");
    copy =
        new RemoteCopy(
            temporary.resolve("copy.git"),
            new RemoteCopy.Origin(
                temporary.resolve("o").toString(), Optional.empty(), Optional.empty()));
    looks = new Looks(copy);
    looks.first();
  }

  @AfterEach
  void close() {
    looks.close();
    origin.close();
  }

  @Test
  void who_asks_to_look_soon_has_the_new_commit() throws Exception {
    String second = commit("second");
    CountDownLatch looked = new CountDownLatch(1);
    looks.soon(looked::countDown);

    await(looked);
    try (Git git = Git.open(copy.folder().toFile())) {
      assertThat(git.getRepository().resolve("HEAD").name()).isEqualTo(second);
    }
  }

  @Test
  void all_who_ask_until_it_begins_are_one_look() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AtomicInteger counted = new AtomicInteger();
    CountDownLatch last = new CountDownLatch(1);
    looks.soon(
        () -> {
          busy.countDown();
          await(free);
        });
    await(busy);
    for (int i = 0; i < 50; i++) {
      looks.soon(
          () -> {
            counted.incrementAndGet();
            looks.soon(last::countDown);
          });
    }
    free.countDown();

    await(last);
    assertThat(counted).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String commit(String word) throws Exception {
    Files.writeString(temporary.resolve("o").resolve("file"), word, UTF_8);
    origin.add().addFilepattern("file").call();
    return origin.commit().setMessage(word).setSign(false).call().name();
  }
}
