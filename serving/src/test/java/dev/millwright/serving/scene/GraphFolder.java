package dev.millwright.serving.scene;

import dev.millwright.runtime.feature.Row;
import dev.millwright.runtime.model.OnnxScorer;
import dev.millwright.runtime.online.OnlineWriter;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A graph version's folder on disk, with real stores and real models.
public final class GraphFolder {
  /// What the model takes: avg, worst, hour, distance.
  private static final List<Float> WEIGHTS = List.of(0.02f, 0.001f, -0.01f, 0.0001f);

  private final Path root;
  private final GraphFile file;
  private final SortedMap<Digest, ReleasesFile.Bound> bound = new TreeMap<>();

  private GraphFolder(Path root, GraphFile file) {
    this.root = root;
    this.file = file;
  }

  public static GraphFolder in(Path root, Declared graph) throws IOException {
    GraphFolder folder = new GraphFolder(root, graph.file());
    Files.createDirectories(root);
    Files.writeString(root.resolve("graph.json"), Json.write(folder.file));
    folder.write();
    return folder;
  }

  public Path root() {
    return root;
  }

  /// A release's id by its word.
  public static Digest id(String release) {
    return Digest.of("release " + release);
  }

  /// The version of a release's model, or of its set, by the release's word.
  public static Digest version(Kind kind, String release) {
    return Digest.of(kind + " of " + release);
  }

  /// Adds a release with a model, a store and training statistics of its own.
  public GraphFolder release(String word, float bias, Statistics baseline) throws IOException {
    Files.write(root.resolve(word + ".onnx"), new OnnxFile(WEIGHTS, bias).bytes());
    Files.writeString(root.resolve(word + ".json"), Json.write(baseline));
    store(word).close();
    bind(word, word);
    return this;
  }

  /// Adds a release under a word that binds what another one does.
  public GraphFolder bind(String word, String as) throws IOException {
    SortedMap<Address, Digest> versions = new TreeMap<>();
    versions.put(new Address(Kind.SERVING_GRAPH, Declared.GRAPH), Declared.VERSION);
    versions.put(new Address(Kind.MODEL, Declared.MODEL), version(Kind.MODEL, as));
    versions.put(new Address(Kind.FEATURE_SET, Declared.SET), version(Kind.FEATURE_SET, as));
    ReleasesFile.ModelPaths model =
        new ReleasesFile.ModelPaths(path(as + ".onnx"), Optional.of(path(as + ".json")));
    SortedMap<Name, String> online = new TreeMap<>(Map.of(Declared.SET, path(as + ".db")));
    bound.put(
        id(word),
        new ReleasesFile.Bound(versions, online, new TreeMap<>(Map.of(Declared.MODEL, model))));
    write();
    return this;
  }

  public GraphFolder without(String word) throws IOException {
    bound.remove(id(word));
    write();
    return this;
  }

  /// Publishes a snapshot in which all that is known of these origins is known since 2001.
  ///
  /// @param delays an origin's average and worst delay
  public GraphFolder snapshot(String word, String snapshot, SortedMap<String, Delays> delays) {
    long known = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2001-03-30T12:00:00Z"));
    try (OnlineWriter writer = store(word)) {
      writer.clear();
      delays.forEach(
          (origin, values) ->
              writer.add(
                  List.of(origin),
                  new Row(known, known, 0, Arrays.asList(values.avg(), values.worst()))));
      writer.commit(Digest.of(snapshot));
    }
    return this;
  }

  /// One origin's delays; null is unknown.
  @SuppressWarnings("NullAway")
  public record Delays(Double avg, Long worst) {}

  /// What a release's model says of these inputs, to the bit.
  public double oracle(String word, float avg, float worst, float hour, float distance) {
    try (OnnxScorer scorer = OnnxScorer.open(root.resolve(word + ".onnx"))) {
      return scorer.score(new float[] {avg, worst, hour, distance}, WEIGHTS.size())[0];
    }
  }

  private OnlineWriter store(String word) {
    return OnlineWriter.open(root.resolve(word + ".db"), file.sets().get(Declared.SET));
  }

  private String path(String name) {
    return root.resolve(name).toString();
  }

  private void write() throws IOException {
    Path aside = root.resolve("releases.json.tmp");
    Files.writeString(aside, Json.write(new ReleasesFile(bound)));
    Files.move(
        aside,
        root.resolve("releases.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
