package dev.millwright.serving.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.record.Recorder;
import dev.millwright.serving.scene.Caller;
import dev.millwright.serving.scene.Caller.Reply;
import dev.millwright.serving.scene.Declared;
import dev.millwright.serving.scene.GraphFolder;
import dev.millwright.serving.scene.GraphFolder.Delays;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests run while releases come and go and while stores take new snapshots.
final class ReloadTest {
  private static final List<String> RELEASES = List.of("one", "two");
  private static final int SNAPSHOTS = 8;

  @TempDir Path folder;

  /// What an answer must be, by the versions and the snapshot in its headers.
  private final Map<String, Double> expected = new HashMap<>();

  @Test
  void no_request_fails_and_no_answer_mixes_releases_or_snapshots() throws Exception {
    GraphFolder graph = GraphFolder.in(folder.resolve("graph"), Declared.standard());
    graph.release("one", 0.5f, Declared.baseline(7.5, 42)).snapshot("one", "0", delays("one", 0));
    graph.release("two", -2, Declared.baseline(9.5, 43)).snapshot("two", "0", delays("two", 0));
    foresee(graph);
    Recorder recorder =
        Recorder.start(folder.resolve("recordings"), "late", Recorder.Settings.STANDARD);
    try (GraphServer server =
            GraphServer.start(
                Bindings.open(graph.root()), recorder, Caller.TOKEN, Listening.LOOPBACK);
        Caller caller = Caller.of(server.port());
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      AtomicBoolean over = new AtomicBoolean();
      List<Future<Integer>> asking = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asking.add(callers.submit(asking(caller, i, over)));
      }
      try {
        change(graph, caller);
      } finally {
        over.set(true);
      }
      for (Future<Integer> asked : asking) {
        assertThat(asked.get()).isPositive();
      }
    }
  }

  @Test
  void releases_are_taken_up_that_are_told_before_they_are_written() throws Exception {
    GraphFolder graph = GraphFolder.in(folder.resolve("graph"), Declared.standard());
    graph.release("one", 0.5f, Declared.baseline(7.5, 42)).snapshot("one", "0", delays("one", 0));
    graph.release("two", -2, Declared.baseline(9.5, 43)).snapshot("two", "0", delays("two", 0));
    String both = Files.readString(graph.root().resolve("releases.json"));
    graph.without("two");
    Recorder recorder =
        Recorder.start(folder.resolve("recordings"), "late", Recorder.Settings.STANDARD);
    try (GraphServer server =
            GraphServer.start(
                Bindings.open(graph.root()), recorder, Caller.TOKEN, Listening.LOOPBACK);
        Caller caller = Caller.of(server.port())) {
      String two = GraphFolder.id("two").hex();
      assertThat(caller.post("/late", ServedGraph.GOOD, "Millwright-Release", two).status())
          .isNotEqualTo(200);

      assertThat(told(caller, both).json().path("releases")).hasSize(2);

      assertThat(caller.post("/late", ServedGraph.GOOD, "Millwright-Release", two).status())
          .isEqualTo(200);
      assertThat(told(caller, "{").status()).isEqualTo(500);
      assertThat(caller.post("/late", ServedGraph.GOOD, "Millwright-Release", two).status())
          .isEqualTo(200);
    }
  }

  private static Reply told(Caller caller, String releases) throws Exception {
    return caller.send("POST", "/-/reload", releases, "Authorization", "Bearer " + Caller.TOKEN);
  }

  private void foresee(GraphFolder graph) {
    for (String word : RELEASES) {
      for (int i = 0; i < SNAPSHOTS; i++) {
        double avg = delays(word, i).get("SEA").avg();
        expected.put(headers(word, i), graph.oracle(word, (float) avg, 90, 18, 954));
      }
    }
    assertThat(expected.values()).doesNotHaveDuplicates().hasSize(RELEASES.size() * SNAPSHOTS);
  }

  private static String headers(String word, int snapshot) {
    return "FeatureSet/delays@%s, Model/delay@%s, ServingGraph/late@%s|delays@%s"
        .formatted(
            GraphFolder.version(Kind.FEATURE_SET, word).brief(),
            GraphFolder.version(Kind.MODEL, word).brief(),
            Declared.VERSION.brief(),
            Digest.of(Integer.toString(snapshot)).brief());
  }

  private static SortedMap<String, Delays> delays(String word, int snapshot) {
    double avg = 10 * snapshot + (word.equals("one") ? 0 : 5);
    return new TreeMap<>(Map.of("SEA", new Delays(avg, 90L)));
  }

  /// New snapshots in both stores, and a third release that comes and goes.
  private static void change(GraphFolder graph, Caller caller) throws Exception {
    for (int i = 1; i < SNAPSHOTS; i++) {
      graph.bind("three", "one");
      reload(caller, 3);
      graph.snapshot("one", Integer.toString(i), delays("one", i));
      graph.without("three");
      reload(caller, 2);
      graph.snapshot("two", Integer.toString(i), delays("two", i));
    }
  }

  private static void reload(Caller caller, int releases) throws Exception {
    Reply reply = caller.platform("POST", "/-/reload");
    assertThat(reply.json().path("releases").size()).isEqualTo(releases);
  }

  private Callable<Integer> asking(Caller caller, int first, AtomicBoolean over) {
    return () -> {
      int asked = 0;
      while (!over.get() || asked < 50) {
        String release = GraphFolder.id(RELEASES.get((first + asked) % 2)).hex();
        check(release, caller.post("/late", ServedGraph.GOOD, "Millwright-Release", release));
        asked++;
      }
      return asked;
    };
  }

  private void check(String release, Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.header("Millwright-Release")).isEqualTo(release);
    String headers =
        reply.header("Millwright-Versions") + "|" + reply.header("Millwright-Snapshots");
    assertThat(expected).containsKey(headers);
    assertThat(reply.json().path("late_probability").asDouble()).isEqualTo(expected.get(headers));
  }
}
