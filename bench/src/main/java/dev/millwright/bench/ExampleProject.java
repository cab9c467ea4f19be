package dev.millwright.bench;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.serving.GraphFile;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compiled projects; the example among them, at the system property `millwright.example`.
public final class ExampleProject {
  private ExampleProject() {}

  /// The example's folder.
  public static Path folder() {
    return Path.of(System.getProperty("millwright.example", "example-repo")).toAbsolutePath();
  }

  /// The example's release for this machine.
  public static Release release() {
    return release(folder());
  }

  /// What a project's work tree means for its environment `local`.
  ///
  /// @throws IllegalStateException when it does not compile
  public static Release release(Path project) {
    return switch (new Compiler().compile(WorkTree.at(project), Name.of("local"))) {
      case Checked.Ok<Compilation>(var compilation, var _) -> compilation.release();
      case Checked.Rejected<Compilation>(var findings) ->
          throw new IllegalStateException(findings.toString());
    };
  }

  /// The example's graph: two lookups, a model.
  public static GraphFile graph(Release release) {
    return GraphFile.of(release.at(Kind.SERVING_GRAPH, Name.of("predict-delay")), release);
  }

  /// The same graph without its lookups: the model takes what the request brings and what is
  /// derived from it.
  public static GraphFile withoutLookups(GraphFile file) {
    SortedMap<Name, FeatureVector> vectors = new TreeMap<>();
    file.vectors().forEach((name, vector) -> vectors.put(name, requestOnly(vector)));
    return new GraphFile(file.graph(), file.version(), vectors, new TreeMap<>(), file.models());
  }

  /// A set of the example.
  public static FeatureSet set(Release release, String name) {
    return (FeatureSet) release.at(Kind.FEATURE_SET, Name.of(name)).definition();
  }

  /// How many numbers the graph's model takes.
  public static int columns(GraphFile file) {
    return file.vectors().values().stream().mapToInt(ExampleProject::columns).sum();
  }

  private static int columns(FeatureVector vector) {
    long numbers =
        vector.request().stream().filter(field -> field.type().base().isNumeric()).count();
    return vector.features().size() + vector.derive().size() + (int) numbers;
  }

  private static FeatureVector requestOnly(FeatureVector vector) {
    return new FeatureVector(
        vector.metadata(),
        vector.label(),
        vector.request(),
        vector.derive(),
        List.of(),
        vector.join(),
        vector.onMissing());
  }
}
