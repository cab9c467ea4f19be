package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The example as a namespace of a cluster has it: its images in a registry, its answers through a
/// Gateway, each held to the oracle of what its headers name.
final class ClusterFlights implements AutoCloseable {
  private static final String GATEWAY =
      System.getenv().getOrDefault("MILLWRIGHT_TEST_GATEWAY", "http://127.0.0.1:8080");
  private static final String GRAPH = "predict-delay";
  static final int RATE = Integer.getInteger("scene.rate", 50);

  /// How many requests an upgrade is to see at least.
  static final int ANSWERS = Integer.getInteger("scene.answers", 0);

  private final Machine machine = new Machine();
  private final Flights flights = Flights.on(machine);
  private final TestCluster cluster;
  private final String source;
  private final Path record;
  private final List<String> graphs = new ArrayList<>(List.of(GRAPH));

  /// Followed by the Source of the environment's name.
  ClusterFlights(TestCluster cluster) {
    this(cluster, "cluster", cluster.state());
  }

  /// @param source what follows it
  /// @param record the folder of the record, as this machine sees it
  ClusterFlights(TestCluster cluster, String source, Path record) {
    this.cluster = cluster;
    this.source = source;
    this.record = record;
  }

  Installed installed() {
    return new Installed(cluster, machine, flights.root(), source);
  }

  private Oracle oracle() {
    return new Oracle(cluster.state(), record);
  }

  Machine machine() {
    return machine;
  }

  Flights flights() {
    return flights;
  }

  /// Has another graph of the same model answer too.
  void addGraph(String name) {
    flights
        .repository()
        .write(
            "graphs/" + name + ".yaml",
            flights
                .repository()
                .read("graphs/" + GRAPH + ".yaml")
                .replace("name: " + GRAPH, "name: " + name));
    graphs.add(name);
  }

  private List<URI> targets() {
    return graphs.stream().map(it -> URI.create(GATEWAY + "/" + it)).toList();
  }

  /// Has the environment stand in the project, and its images in the registry.
  ///
  /// @return where pods read the repository
  String prepare() {
    String url = cluster.serve(flights.root());
    flights
        .repository()
        .write("environments/cluster.yaml", environment())
        .replace(
            "project.yaml",
            "  owners: [operations]",
            "  owners: [operations]\n  defaults: {baseImage: %s}".formatted(Installed.BASE));
    flights.expect(0, "lock");
    flights.repository().commit("Run on a cluster");
    flights.expect(0, "build", "--push", "-e", "cluster");
    return url;
  }

  String reconcilerImage() {
    return installed().image();
  }

  private String environment() {
    return """
    apiVersion: millwright.dev/v1
    kind: Environment
    metadata:
      name: cluster
    spec:
      platform: kubernetes
      follows: {head: true}
      kubernetes:
        namespace: %s
        gateway: {namespace: default, name: millwright}
      registry: %s
      clock: {startsAt: 2001-04-01T00:00:00Z}
      patches:
    """
            .formatted(cluster.namespace(), cluster.images())
        + graphs.stream().map(ClusterFlights::patch).collect(Collectors.joining());
  }

  private static String patch(String graph) {
    return """
        - target: ServingGraph/%s
          patch:
            spec:
              scaling: {replicas: 2}
              resources: {memory: 256Mi, cpu: 100m}
    """
        .formatted(graph);
  }

  List<Answer> underLoad(Runnable change) {
    return underLoad(load -> change.run(), 0);
  }

  /// @param atLeast how many requests are sent, however soon the change is done
  List<Answer> underLoad(Consumer<SteadyLoad> change, int atLeast) {
    try (Oracle oracle = oracle()) {
      List<Map<String, Object>> requests = oracle.requests();
      try (SteadyLoad load =
          SteadyLoad.start(targets(), RATE, n -> requests.get(n % requests.size()))) {
        load.awaitCalm(10 * RATE);
        change.accept(load);
        load.awaitAnswers(2 * RATE);
        load.awaitAll(atLeast);
        return load.stop();
      }
    }
  }

  void everyAnswerIsRight(List<Answer> answers) {
    try (Oracle oracle = oracle()) {
      List<String> objections =
          answers.stream().map(oracle::objection).flatMap(Optional::stream).limit(5).toList();
      assertThat(objections).as("of %d answers", answers.size()).isEmpty();
    }
  }

  static List<String> releases(List<Answer> answers) {
    return answers.stream().map(Answer::release).distinct().toList();
  }

  Answer ask() {
    try (Oracle oracle = oracle()) {
      return flights.ask(targets().getFirst(), oracle.requests().getFirst());
    }
  }

  String live() {
    return ask().release();
  }

  void awaitRevision(String revision) {
    installed().awaitRevision(revision);
  }

  /// Until what HEAD says is live and proven, and what it replaces is gone.
  void awaitLive() {
    installed().awaitLive(flights.repository().resolve("HEAD").orElseThrow());
  }

  @Override
  public void close() {
    cluster.close();
    machine.close();
    flights.close();
  }
}
