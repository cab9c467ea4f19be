package dev.millwright.cli.replay;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.offline.ingest.SourceQuery;
import dev.millwright.reconciler.engine.OutsideFiles;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.ServingGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a graph's past requests are found: in the files of a feature set that has, after its
/// transformation, a column for each field of the request. A vector's label set comes first.
///
/// @param time the request field as of which the graph looks features up
record Source(Component set, ServingGraph graph, String time) {
  /// @param asked the graph; absent: the only one
  /// @throws CommandFailure when no feature set of the release fits
  static Source of(Release release, Optional<Name> asked) {
    ServingGraph graph = graph(release, asked);
    String time = time(graph);
    return release.of(Kind.FEATURE_SET).stream()
        .filter(set -> fits((FeatureSet) set.definition(), graph.request()))
        .min(
            Comparator.comparing((Component set) -> !labels(release).contains(set.address().name()))
                .thenComparing(set -> set.address().name()))
        .map(set -> new Source(set, graph, time))
        .orElseThrow(
            () ->
                refusal(
                    "no feature set reads files with a column for each of "
                        + graph.request().stream().map(NamedType::name).toList(),
                    "derive what is missing by the request's names"));
  }

  SourceQuery query(StateLayout layout) throws IOException {
    FeatureSet definition = (FeatureSet) set.definition();
    if (set.sources().isEmpty()) {
      String pattern = ((FeatureSet.Files) definition.source()).path();
      return new SourceQuery(definition, OutsideFiles.matching(Path.of(pattern)));
    }
    List<Path> files = new ArrayList<>();
    set.sources().forEach((path, content) -> files.add(layout.source(path, content)));
    return new SourceQuery(definition, files);
  }

  private static ServingGraph graph(Release release, Optional<Name> asked) {
    List<Component> graphs =
        release.of(Kind.SERVING_GRAPH).stream()
            .filter(graph -> asked.filter(name -> !name.equals(graph.address().name())).isEmpty())
            .toList();
    if (graphs.size() != 1) {
      throw refusal(
          graphs.isEmpty() ? "no live graph has that name" : "there are several graphs",
          "say which: --graph "
              + release.of(Kind.SERVING_GRAPH).stream()
                  .map(graph -> graph.address().name().text())
                  .findFirst()
                  .orElse("NAME"));
    }
    return (ServingGraph) graphs.getFirst().definition();
  }

  private static String time(ServingGraph graph) {
    return graph.steps().stream()
        .filter(ServingGraph.Enrich.class::isInstance)
        .map(step -> ((ServingGraph.Enrich) step).asOf())
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                refusal(
                    graph.metadata().name() + " enriches as of the time of arrival",
                    "history can be replayed where an enrich step says `asOf: FIELD`"));
  }

  private static boolean fits(FeatureSet set, List<NamedType> request) {
    var types = SetLayout.types(set);
    return set.source() instanceof FeatureSet.Files
        && request.stream()
            .allMatch(
                field ->
                    types.containsKey(field.name())
                        && types.get(field.name()).equalsBarNull(field.type()));
  }

  private static Set<Name> labels(Release release) {
    return release.of(Kind.FEATURE_VECTOR).stream()
        .map(vector -> ((FeatureVector) vector.definition()).label())
        .flatMap(Optional::stream)
        .map(FeatureVector.FeatureReference::featureSet)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static CommandFailure refusal(String message, String hint) {
    return new CommandFailure(ExitCode.WRONG_INPUT, message, hint);
  }
}
