package dev.millwright.reconciler.platform.kubernetes.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProjectsTest {
  private static final Projects.Patience PATIENCE =
      new Projects.Patience(
          Duration.ofHours(1), Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(50));

  private final FakeProjects fake = new FakeProjects();
  private final Projects projects = new Projects(fake, fake, PATIENCE);

  @AfterEach
  void close() {
    fake.endHanging();
    projects.close();
  }

  private static SourceOrder source(String namespace, String name, String created, String url) {
    return new SourceOrder(
        namespace, name, "uid", 1, created, Json.mapper().valueToTree(Map.of("url", url)));
  }

  private static SourceOrder source(String namespace) {
    return source(namespace, "main", "2026-01-01T00:00:00Z", "https://git.example.com/one");
  }

  @Test
  void a_source_is_served_and_ends_when_it_goes() throws InterruptedException {
    projects.seen(source("one"));
    assertThat(fake.next()).isEqualTo("one/main served");

    projects.gone(source("one"));
    assertThat(fake.next()).isEqualTo("one/main ended");
    assertThat(fake.running()).isEmpty();
  }

  @Test
  void the_same_again_changes_nothing_and_another_word_starts_it_anew()
      throws InterruptedException {
    projects.seen(source("one"));
    projects.seen(source("one"));
    assertThat(fake.next()).isEqualTo("one/main served");

    projects.seen(source("one", "main", "2026-01-01T00:00:00Z", "https://git.example.com/other"));
    assertThat(fake.next()).isEqualTo("one/main ended");
    assertThat(fake.next()).isEqualTo("one/main served");
  }

  @Test
  void one_that_hangs_delays_no_other() throws InterruptedException {
    fake.behave("poisoned/main", fake::hang);
    projects.seen(source("poisoned"));
    projects.seen(source("one"));
    projects.seen(source("two"));

    assertThat(new TreeSet<>(List.of(fake.next(), fake.next())))
        .containsExactly("one/main served", "two/main served");
  }

  @Test
  void one_that_throws_is_told_once_and_tried_again() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    fake.behave(
        "poisoned/main",
        () -> {
          if (tries.incrementAndGet() < 4) {
            throw new StackOverflowError("deep");
          }
        });
    projects.seen(source("poisoned"));

    assertThat(fake.next()).isEqualTo("poisoned/main Failed: java.lang.StackOverflowError: deep");
    assertThat(fake.next()).isEqualTo("poisoned/main served");
    assertThat(tries).hasValue(4);
  }

  @Test
  void a_repository_that_does_not_answer_and_an_account_that_may_not_be_are_told_apart()
      throws InterruptedException {
    fake.behave(
        "gone/main",
        () -> {
          throw new IOException("no route");
        });
    projects.seen(source("gone"));
    assertThat(fake.next()).isEqualTo("gone/main Unreadable: no route");

    fake.behave(
        "refused/main",
        () -> {
          throw new Refused("MayNotImpersonate", "no right");
        });
    projects.seen(source("refused"));
    assertThat(fake.next()).isEqualTo("refused/main MayNotImpersonate: no right");
  }

  @Test
  void one_that_ends_by_itself_is_told_and_started_again() throws InterruptedException {
    projects.seen(source("one"));
    assertThat(fake.next()).isEqualTo("one/main served");

    fake.breakDown("one/main", "code threw");

    assertThat(fake.next()).isEqualTo("one/main ended");
    assertThat(fake.next()).isEqualTo("one/main Failed: code threw");
    assertThat(fake.next()).isEqualTo("one/main served");
  }

  @Test
  void a_namespace_belongs_to_its_oldest_source() throws InterruptedException {
    projects.seen(source("one"));
    assertThat(fake.next()).isEqualTo("one/main served");

    SourceOrder later = source("one", "later", "2026-02-01T00:00:00Z", "https://git.example.com/x");
    projects.seen(later);
    assertThat(fake.next()).startsWith("one/later NamespaceTaken: ").endsWith("the Source main");
    assertThat(fake.running()).containsExactly("one/main");

    projects.gone(source("one"));
    assertThat(fake.next()).isEqualTo("one/main ended");
    assertThat(fake.next()).isEqualTo("one/later served");
  }

  @Test
  void pauses_grow_to_the_longest() {
    assertThat(PATIENCE.after(1)).isEqualTo(Duration.ofMillis(1));
    assertThat(PATIENCE.after(3)).isEqualTo(Duration.ofMillis(4));
    assertThat(PATIENCE.after(1000)).isEqualTo(Duration.ofMillis(5));
  }
}
