package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Copies;
import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Secret;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Starts graph versions, binds releases to them, routes traffic, and ends what nothing needs.
public final class GraphSteps {
  private static final Duration READY = Duration.ofSeconds(90);

  private final World world;
  private final GraphFiles files;

  public GraphSteps(World world) {
    this.world = world;
    this.files = new GraphFiles(world.layout(), world.tracking().bindings());
  }

  /// Has all replicas of a graph run and answer for these releases; those whose graph has that
  /// version are bound to it.
  ///
  /// @param releases the graph is the last one's
  public void start(Component graph, List<Release> releases, String revision)
      throws StepFailure, InterruptedException {
    start(graph, declared(graph), releases, revision);
  }

  /// The same with another number of replicas than the graph declares.
  void start(Component graph, int replicas, List<Release> releases, String revision)
      throws StepFailure, InterruptedException {
    GraphVersion version = new GraphVersion(releases.getLast(), graph);
    bring(version.file(), releases.getLast(), revision);
    try {
      ImageAt image = world.images().ensure(graph.image().orElseThrow(), revision);
      world.platform().graphs().bind(version, files.releases(graph, releases));
      world
          .platform()
          .graphs()
          .start(new GraphOrder(version, replicas(version, replicas), image), READY);
    } catch (PlatformFailure e) {
      throw new StepFailure(graph.label() + " does not start: " + e.getMessage(), e);
    }
  }

  private void bring(GraphFile file, Release release, String revision) throws StepFailure {
    for (Name model : file.models().keySet()) {
      try {
        new SourceFiles(world).bring(release.at(Kind.MODEL, model), revision);
      } catch (IOException e) {
        throw new StepFailure("the file of " + model + " cannot be read: " + e.getMessage(), e);
      }
    }
  }

  /// Has all graphs of a release run and answer for these releases, of which it is the last.
  public void start(Release release, List<Release> releases, String revision)
      throws StepFailure, InterruptedException {
    for (Component graph : graphs(release)) {
      start(graph, releases, revision);
    }
  }

  static List<Component> graphs(Release release) {
    return release.of(Kind.SERVING_GRAPH);
  }

  /// Binds releases to every graph version that they share or have alone; processes that run take
  /// them up at once.
  public void bind(List<Release> releases) throws StepFailure, InterruptedException {
    for (Release release : releases) {
      for (Component graph : release.of(Kind.SERVING_GRAPH)) {
        try {
          world
              .platform()
              .graphs()
              .bind(new GraphVersion(release, graph), files.releases(graph, releases));
        } catch (PlatformFailure e) {
          throw new StepFailure(
              graph.label() + " does not take the release up: " + e.getMessage(), e);
        }
      }
    }
  }

  /// Gives releases their shares of the traffic; a release with no share may still be asked for by
  /// name.
  public void route(SortedMap<Digest, Integer> shares, List<Release> releases, String revision)
      throws StepFailure, InterruptedException {
    route(shares, releases, Optional.empty(), revision);
  }

  /// The same with copies of requests.
  void route(
      SortedMap<Digest, Integer> shares,
      List<Release> releases,
      Optional<Copies> copies,
      String revision)
      throws StepFailure, InterruptedException {
    SortedMap<Digest, SortedMap<Name, List<Replica>>> graphs = new TreeMap<>();
    for (Release release : releases) {
      SortedMap<Name, List<Replica>> byGraph = new TreeMap<>();
      release
          .of(Kind.SERVING_GRAPH)
          .forEach(graph -> byGraph.put(graph.address().name(), replicas(release, graph)));
      graphs.put(release.id(), byGraph);
    }
    for (Release release : releases.reversed()) {
      Optional<Component> any = release.of(Kind.SERVING_GRAPH).stream().findFirst();
      if (any.isPresent()) {
        Destinations to = new Destinations(releases, shares, graphs, copies);
        route(to, releases.getLast(), any.get(), revision);
        return;
      }
    }
  }

  /// Takes all traffic away: no release answers.
  public void withdraw(Release last, String revision) throws StepFailure, InterruptedException {
    Optional<Component> any = last.of(Kind.SERVING_GRAPH).stream().findFirst();
    if (any.isPresent()) {
      route(
          new Destinations(List.of(), new TreeMap<>(), new TreeMap<>(), Optional.empty()),
          last,
          any.get(),
          revision);
    }
  }

  private record Destinations(
      List<Release> releases,
      SortedMap<Digest, Integer> shares,
      SortedMap<Digest, SortedMap<Name, List<Replica>>> graphs,
      Optional<Copies> copies) {}

  /// @param any a graph whose image a gateway may be started from
  private void route(Destinations to, Release newest, Component any, String revision)
      throws StepFailure, InterruptedException {
    try {
      ImageAt image = world.images().ensure(any.image().orElseThrow(), revision);
      world
          .platform()
          .gateway()
          .route(
              new Routes(
                  newest.gatewayPort(),
                  image,
                  to.releases(),
                  to.shares(),
                  to.graphs(),
                  to.copies()));
    } catch (PlatformFailure e) {
      throw new StepFailure("the gateway does not take the routes: " + e.getMessage(), e);
    }
  }

  /// Ends every replica that none of the releases needs.
  public void retain(List<Release> releases) throws StepFailure, InterruptedException {
    Set<Replica> needed = new HashSet<>();
    releases.forEach(
        release ->
            release
                .of(Kind.SERVING_GRAPH)
                .forEach(graph -> needed.addAll(replicas(release, graph))));
    try {
      world.platform().graphs().retain(needed);
    } catch (PlatformFailure e) {
      throw new StepFailure("what is not needed does not end: " + e.getMessage(), e);
    }
  }

  static int declared(Component graph) {
    return ((ServingGraph) graph.definition()).replicas();
  }

  private static List<Replica> replicas(Release release, Component graph) {
    return replicas(new GraphVersion(release, graph), declared(graph));
  }

  private static List<Replica> replicas(GraphVersion version, int number) {
    Digest settings = Digest.of(settings(version));
    return IntStream.range(0, number)
        .mapToObj(index -> new Replica(version.name(), version.version(), settings, index))
        .toList();
  }

  /// All that a process is started with and that is no part of the graph's version.
  private static String settings(GraphVersion version) {
    List<Secret> secrets =
        version.functions().stream()
            .flatMap(function -> function.secrets().orElse(List.of()).stream())
            .toList();
    return Json.write(version.resources())
        + version.graph().image().map(image -> image.key().hex()).orElse("")
        + (secrets.isEmpty() ? "" : Json.write(secrets));
  }
}
