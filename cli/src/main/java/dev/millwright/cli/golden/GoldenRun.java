package dev.millwright.cli.golden;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.reconciler.engine.GraphFiles;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.golden.GoldenFormatException;
import dev.millwright.serving.golden.GoldenRequests;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Golden requests against a release's graphs, in this process.
///
/// @param release what the files mean
/// @param files tells what is bound on this machine
/// @param code has the functions that graphs ask
public record GoldenRun(ProjectTree tree, Release release, GraphFiles files, AskedCode code) {
  private static final String UP = "commit, and have it live once: millwright up";

  /// One graph's results.
  public record GraphResults(String graph, String file, List<GoldenRequests.Result> results) {
    public GraphResults {
      results = List.copyOf(results);
    }
  }

  /// Runs the golden requests of one graph, or of every graph that has some.
  ///
  /// @throws CommandFailure when there are none, they cannot be read, or something that they need
  ///   was never made here
  public List<GraphResults> run(Optional<Name> only) throws IOException {
    List<GraphResults> all = new ArrayList<>();
    for (Component graph : release.of(Kind.SERVING_GRAPH)) {
      Name name = graph.address().name();
      Optional<String> file = file(name);
      if (file.isPresent() && only.filter(asked -> !asked.equals(name)).isEmpty()) {
        all.add(new GraphResults(name.text(), file.get(), results(graph, file.get())));
      }
    }
    if (all.isEmpty()) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "there are no golden requests" + only.map(name -> " of `" + name + "`").orElse(""),
          "write some beside the graph: golden/" + only.map(Name::text).orElse("GRAPH") + ".yaml");
    }
    return all;
  }

  /// `golden/NAME.yaml`, in the folder of the graph.
  private Optional<String> file(Name graph) {
    String ending = "golden/" + graph + ".yaml";
    return tree.paths().stream()
        .filter(path -> path.equals(ending) || path.endsWith("/" + ending))
        .findFirst();
  }

  private List<GoldenRequests.Result> results(Component graph, String file) throws IOException {
    GoldenRequests requests = requests(file);
    try (Bindings bindings = bindings(graph)) {
      BoundGraph bound = bindings.find(Optional.of(release.id())).orElseThrow();
      // Once to warm up: a graph's timeout is meant for a process that has run for a while.
      requests.run(bound);
      return requests.run(bound);
    }
  }

  private GoldenRequests requests(String file) {
    try {
      return GoldenRequests.read(file, new String(tree.read(file), StandardCharsets.UTF_8));
    } catch (GoldenFormatException e) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          String.valueOf(e.getMessage()),
          "see docs/how-to/golden-requests.md");
    }
  }

  private Bindings bindings(Component graph) throws IOException {
    try {
      GraphFile file = GraphFile.of(graph, release);
      ReleasesFile releases = files.releases(graph, List.of(release));
      requireStores(releases);
      return Bindings.of(file, releases, code.of(new GraphVersion(release, graph)));
    } catch (StepFailure notTrained) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT, notTrained.getMessage() + " on this machine", UP);
    }
  }

  private void requireStores(ReleasesFile releases) {
    releases.releases().values().stream()
        .flatMap(bound -> bound.online().entrySet().stream())
        .filter(store -> !Files.exists(Path.of(store.getValue())))
        .findFirst()
        .ifPresent(
            store -> {
              String label = release.at(Kind.FEATURE_SET, store.getKey()).label();
              throw new CommandFailure(
                  ExitCode.WRONG_INPUT, label + " was never ingested on this machine", UP);
            });
  }
}
