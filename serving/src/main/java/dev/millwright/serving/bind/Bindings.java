package dev.millwright.serving.bind;

import dev.millwright.runtime.expression.Evaluator;
import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.model.OnnxScorer;
import dev.millwright.runtime.online.OnlineStore;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.Computation;
import dev.millwright.serving.graph.FeatureLookup;
import dev.millwright.serving.graph.Materials;
import dev.millwright.serving.graph.TrainedModel;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import dev.millwright.spec.serving.ReleasesFile.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The releases that a graph process answers for. One immutable map is replaced whole when the
/// releases file is read again; a request keeps the graph that it got from it.
///
/// Stores and models are opened once by path and stay open as long as the process lives: a path
/// never changes its meaning.
public final class Bindings implements AutoCloseable {
  private final Path folder;
  private final GraphFile graph;
  private final ModelFiles models;
  private final Answerers functions;
  private final Map<String, OnlineStore> stores = new HashMap<>();
  private final Map<String, FeatureSet> sets = new HashMap<>();
  private final Map<String, OnnxScorer> scorers = new HashMap<>();
  private volatile Map<Digest, Served> bound = Map.of();

  /// @param binding what the graph was bound by
  private record Served(Bound binding, BoundGraph graph) {}

  private Bindings(Path folder, GraphFile graph, ModelFiles models, Answerers functions) {
    this.folder = folder;
    this.graph = graph;
    this.models = models;
    this.functions = functions;
  }

  /// Opens a graph version's folder.
  public static Bindings open(Path folder) throws IOException {
    return open(folder, new ModelFiles(Optional.empty()), List.of());
  }

  /// Opens a graph version's folder, where models may be in the process's image.
  ///
  /// @param classPath of the functions that the graph asks
  /// @throws IOException also when one of them cannot be loaded
  public static Bindings open(Path folder, ModelFiles models, List<Path> classPath)
      throws IOException {
    GraphFile graph = Json.read(Files.readString(folder.resolve("graph.json")), GraphFile.class);
    Bindings bindings = new Bindings(folder, graph, models, Answerers.load(graph, classPath));
    bindings.reload();
    return bindings;
  }

  /// Binds a graph version that lies in no folder, and asks no function.
  public static Bindings of(GraphFile graph, ReleasesFile releases) throws IOException {
    return of(graph, releases, List.of());
  }

  /// Binds a graph version that lies in no folder.
  ///
  /// @param classPath of the functions that the graph asks
  /// @throws IOException also when one of them cannot be loaded
  public static Bindings of(GraphFile graph, ReleasesFile releases, List<Path> classPath)
      throws IOException {
    Bindings bindings =
        new Bindings(
            Path.of(""), graph, new ModelFiles(Optional.empty()), Answerers.load(graph, classPath));
    bindings.take(releases);
    return bindings;
  }

  public GraphFile graph() {
    return graph;
  }

  /// Reads the releases file again; requests under way are not touched.
  public synchronized void reload() throws IOException {
    take(Json.read(Files.readString(folder.resolve("releases.json")), ReleasesFile.class));
  }

  /// Takes releases up that were told, and not written; requests under way are not touched.
  public synchronized void take(ReleasesFile file) throws IOException {
    Map<Digest, Served> next = new TreeMap<>();
    for (var release : file.releases().entrySet()) {
      next.put(release.getKey(), served(release.getKey(), release.getValue()));
    }
    bound = Map.copyOf(next);
  }

  /// A release that stays keeps its graph, whose expressions the JVM has compiled by now.
  private Served served(Digest release, Bound binding) throws IOException {
    Served before = bound.get(release);
    return before != null && before.binding().equals(binding)
        ? before
        : new Served(binding, bind(release, binding));
  }

  /// Closes stores and models; nothing may be asked any more.
  @Override
  public void close() {
    stores.values().forEach(OnlineStore::close);
    scorers.values().forEach(OnnxScorer::close);
    functions.close();
  }

  /// The releases that are bound now.
  public List<Digest> releases() {
    return bound.keySet().stream().sorted().toList();
  }

  /// The graph as a release binds it; without a release the only one that is bound.
  public Optional<BoundGraph> find(Optional<Digest> release) {
    Map<Digest, Served> now = bound;
    if (release.isPresent()) {
      return Optional.ofNullable(now.get(release.get())).map(Served::graph);
    }
    return now.size() == 1
        ? now.values().stream().findFirst().map(Served::graph)
        : Optional.empty();
  }

  /// A request that the graph can answer: of each feature set some key that its store holds, and
  /// else any value of the field's type.
  public Map<String, Object> example() {
    ExampleRequest example = new ExampleRequest(graph.graph().request());
    stores.forEach(
        (path, store) ->
            store.sample().ifPresent(sample -> example.use(setOf(path).entities(), sample)));
    return example.fields();
  }

  private FeatureSet setOf(String path) {
    return Objects.requireNonNull(sets.get(path), path);
  }

  private BoundGraph bind(Digest release, Bound binding) throws IOException {
    Map<Name, FeatureLookup> lookups = new HashMap<>();
    for (FeatureSet set : graph.sets().values()) {
      String path = binding.online().get(set.metadata().name());
      if (path != null) {
        sets.put(path, set);
        lookups.put(
            set.metadata().name(),
            new StoreLookup(
                stores.computeIfAbsent(path, _ -> OnlineStore.open(Path.of(path), set))));
      }
    }
    Materials materials = new Materials(lookups, models(binding), functions.byName());
    return BoundGraph.bind(
        graph, release, binding.versions(), materials, Bindings::compiled, System::nanoTime);
  }

  private Map<Name, TrainedModel> models(Bound binding) throws IOException {
    SortedMap<Name, TrainedModel> trained = new TreeMap<>();
    for (Model model : graph.models().values()) {
      ReleasesFile.ModelPaths paths =
          Objects.requireNonNull(binding.models().get(model.metadata().name()), "no model files");
      OnnxScorer scorer =
          scorers.computeIfAbsent(paths.model(), path -> OnnxScorer.open(models.file(path)));
      Statistics baseline =
          paths.baseline().isPresent()
              ? Json.read(Files.readString(models.file(paths.baseline().get())), Statistics.class)
              : new Statistics(0, new TreeMap<>());
      trained.put(
          model.metadata().name(),
          new TrainedModel(inputs -> scorer.score(inputs, inputs.length)[0], baseline));
    }
    return trained;
  }

  private static Computation compiled(Expression expression, List<NamedType> columns) {
    Evaluator evaluator =
        ExpressionCompiler.compile(expression, columns.stream().map(NamedType::name).toList());
    return evaluator::evaluate;
  }
}
