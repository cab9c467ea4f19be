package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.Admin;
import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ProcessState;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.ReplicaAt;
import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.FunctionPath;
import dev.millwright.spec.serving.ReleasesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import tools.jackson.core.JacksonException;

/// Graph replicas as processes.
final class LocalGraphs implements Graphs {
  private static final System.Logger LOG = System.getLogger(LocalGraphs.class.getName());
  private static final String ORDER = "order.json";

  private final StateLayout layout;
  private final Mains mains;
  private final Surroundings surroundings;
  private final ScheduledExecutorService clock;
  private final Admin admin;
  private final Runnable moved;
  private final Map<Replica, Supervised> replicas = new ConcurrentSkipListMap<>();

  LocalGraphs(
      StateLayout layout,
      Mains mains,
      Surroundings surroundings,
      ScheduledExecutorService clock,
      Admin admin,
      Runnable moved) {
    this.layout = layout;
    this.mains = mains;
    this.surroundings = surroundings;
    this.clock = clock;
    this.admin = admin;
    this.moved = moved;
    ProcessFile.below(layout.graphs()).forEach(this::adopt);
  }

  /// Knows a replica that an earlier daemon has started, so that it can be told and ended. It is
  /// started anew only once it is asked for again.
  private void adopt(Path folder) {
    Path file = folder.resolve(ORDER);
    try {
      if (new Child(folder).alive().isPresent() && Files.exists(file)) {
        ReplicaOrder order = Json.read(Files.readString(file), ReplicaOrder.class);
        replicas.put(order.replica(), supervised(order));
      }
    } catch (IOException | JacksonException e) {
      LOG.log(System.Logger.Level.WARNING, file + " cannot be read; its process is ended", e);
      new Child(folder).stop();
    }
  }

  @Override
  public void bind(GraphVersion graph, ReleasesFile releases)
      throws PlatformFailure, InterruptedException {
    Name name = graph.name();
    Path folder = layout.graph(name, graph.version());
    AtomicFile.write(folder.resolve("graph.json"), Json.pretty(graph.file()));
    AtomicFile.write(folder.resolve("releases.json"), Json.pretty(releases));
    for (Map.Entry<Replica, Supervised> entry : replicas.entrySet()) {
      if (entry.getKey().graph().equals(name) && entry.getKey().version().equals(graph.version())) {
        entry.getValue().tell(admin, "/-/reload");
      }
    }
  }

  @Override
  public void start(GraphOrder graph, Duration within)
      throws PlatformFailure, InterruptedException {
    for (ReplicaOrder order : ReplicaOrder.of(graph)) {
      AtomicFile.write(folder(order.replica()).resolve(ORDER), Json.write(order));
      replicas.computeIfAbsent(order.replica(), _ -> supervised(order)).ensure(within);
    }
  }

  private Supervised supervised(ReplicaOrder order) {
    Replica replica = order.replica();
    Path folder = folder(replica);
    List<String> arguments =
        List.of(
            layout.graph(replica.graph(), replica.version()).toString(),
            folder.toString(),
            layout.recordings(replica.graph()).toString());
    return new Supervised(
        new Child(folder),
        () ->
            JavaLine.server(
                folder, order.runtimeLib(), order.resources(), mains.graph(), arguments),
        () -> variables(order),
        clock,
        moved);
  }

  private Map<String, String> variables(ReplicaOrder order) throws PlatformFailure {
    if (order.functions().isEmpty()) {
      return Map.of();
    }
    AuthorCode code = order.functions().get();
    Map<String, String> variables = new TreeMap<>(surroundings.of(code));
    variables.put(FunctionPath.VARIABLE, FunctionPath.text(code.classPath()));
    return variables;
  }

  private Path folder(Replica replica) {
    return layout.graph(replica.graph(), replica.version()).resolve(replica.folder());
  }

  @Override
  public void retain(Set<Replica> needed) {
    replicas.keySet().stream().filter(replica -> !needed.contains(replica)).forEach(this::stop);
  }

  private void stop(Replica replica) {
    Supervised supervised = replicas.remove(replica);
    if (supervised != null) {
      supervised.stop();
    }
  }

  @Override
  public void flush(Name graph) throws PlatformFailure, InterruptedException {
    for (Map.Entry<Replica, Supervised> entry : replicas.entrySet()) {
      if (entry.getKey().graph().equals(graph)) {
        entry.getValue().tell(admin, "/-/flush");
      }
    }
  }

  @Override
  public List<ReplicaAt> replicas() {
    List<ReplicaAt> all = new ArrayList<>();
    replicas.forEach((replica, supervised) -> all.add(at(replica, supervised)));
    return all;
  }

  Optional<String> address(Replica replica) {
    return Optional.ofNullable(replicas.get(replica))
        .flatMap(supervised -> supervised.child().port())
        .map(Child::url);
  }

  void release() {
    replicas.values().forEach(Supervised::release);
  }

  void stopAll() {
    retain(Set.of());
  }

  private ReplicaAt at(Replica replica, Supervised supervised) {
    Optional<ProcessHandle> process = supervised.child().alive();
    ProcessState state =
        process.isPresent()
            ? supervised.child().port().isPresent() ? ProcessState.READY : ProcessState.STARTING
            : ProcessState.RESTARTING;
    return new ReplicaAt(
        replica,
        state,
        process.map(ProcessHandle::pid),
        address(replica),
        process.flatMap(handle -> handle.info().startInstant()),
        supervised.restarts());
  }
}
