package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.PublishedImage.State;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several images on their way to a registry at once.
final class PublishingTogetherTest {
  private static final Map<String, String> SOURCE = Map.of("A.java", "class A {}");

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private RegistryDestination destination;
  private ExecutorService threads;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
    Path docker = temporary.resolve("docker");
    destination =
        new RegistryDestination(
            Registry.at(
                RegistryAddress.parse(registry.host() + "/team/flights"),
                new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker),
                Shipyard.PATIENCE),
            Optional.empty());
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterEach
  void close() throws IOException {
    threads.close();
    destination.close();
    registry.close();
  }

  @Test
  void what_is_there_does_not_wait_for_what_is_built() throws Exception {
    Publisher publisher = publisher();
    publisher.publish(Workshop.job("there"), Workshop.sources(SOURCE));
    CountDownLatch found = new CountDownLatch(1);

    Future<State> built =
        state(
            publisher,
            Workshop.job("new"),
            () -> {
              await(found);
              return Workshop.sources(SOURCE).read();
            });
    Future<State> reused =
        state(publisher, Workshop.job("there"), Workshop.sources(Map.of("A.java", "nonsense")));

    assertThat(reused.get()).isEqualTo(State.REUSED);
    found.countDown();
    assertThat(built.get()).isEqualTo(State.BUILT);
  }

  @Test
  void no_more_are_built_at_once_than_are_to() throws Exception {
    Publisher publisher = publisher();
    AtomicInteger now = new AtomicInteger();
    List<Integer> seen = new ArrayList<>();
    List<Future<State>> all = new ArrayList<>();
    for (String key : List.of("1", "2", "3", "4")) {
      Map<String, String> source = Map.of("A.java", "class A { int a" + key + "; }");
      all.add(
          state(
              publisher,
              Workshop.job(key),
              () -> {
                seen.add(now.incrementAndGet());
                var files = Workshop.sources(source).read();
                now.decrementAndGet();
                return files;
              }));
    }
    for (Future<State> one : all) {
      assertThat(one.get()).isEqualTo(State.BUILT);
    }

    assertThat(seen).containsExactly(1, 1, 1, 1);
  }

  private Publisher publisher() {
    return new Publisher(workshop.builder(), destination, Workshop.ORIGIN, 1);
  }

  private Future<State> state(Publisher publisher, ImageSpec spec, Sources sources) {
    return threads.submit(
        () -> ((Checked.Ok<PublishedImage>) publisher.publish(spec, sources)).value().state());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
