package dev.millwright.serving.process;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.record.Recorder;
import dev.millwright.serving.scene.Caller;
import dev.millwright.serving.scene.Declared;
import dev.millwright.serving.scene.GraphFolder;
import dev.millwright.serving.scene.GraphFolder.Delays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A graph's server with a real store and a real model, and somebody who asks it.
record ServedGraph(GraphFolder folder, Path recordings, GraphServer server, Caller caller)
    implements AutoCloseable {
  static final String GOOD =
      "{\"origin\":\"SEA\",\"scheduled\":\"2001-03-30T18:20:00Z\",\"distance\":954}";

  static ServedGraph start(Path root, Declared declared) throws IOException {
    return start(root, declared, 100);
  }

  /// @param places how many requests may be under way
  static ServedGraph start(Path root, Declared declared, int places) throws IOException {
    GraphFolder graph = GraphFolder.in(root.resolve("graph"), declared);
    graph.release("one", 0.5f, Declared.baseline(7.5, 42)).snapshot("one", "first", delays(20));
    Path recordings = root.resolve("recordings");
    Recorder recorder =
        Recorder.start(
            recordings, "late", new Recorder.Settings(1_000, 1L << 20, Duration.ofDays(1)));
    GraphServer server =
        GraphServer.start(
            Bindings.open(graph.root()), recorder, Caller.TOKEN, Listening.LOOPBACK, places);
    return new ServedGraph(graph, recordings, server, Caller.of(server.port()));
  }

  /// What a store knows: of Seattle all, of Boise only the worst.
  static SortedMap<String, Delays> delays(double seattle) {
    return new TreeMap<>(Map.of("SEA", new Delays(seattle, 90L), "BOI", new Delays(null, 3L)));
  }

  /// The lines of the one segment that was closed.
  List<String> recorded() throws IOException {
    try (Stream<Path> files = Files.list(recordings)) {
      Path only =
          files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      return Files.readAllLines(only);
    }
  }

  @Override
  public void close() {
    caller.close();
    server.close();
  }
}
