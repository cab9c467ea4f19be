package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ProcessState;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.ReplicaAt;
import dev.millwright.reconciler.platform.ReplicaOrder;
import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;

/// Graph replicas as processes.
final class LocalGraphs implements Graphs {
  private static final String MAIN = "dev.millwright.serving.GraphMain";

  private final StateLayout layout;
  private final ScheduledExecutorService clock;
  private final Admin admin;
  private final Runnable moved;
  private final Map<Replica, Supervised> replicas = new ConcurrentSkipListMap<>();

  LocalGraphs(StateLayout layout, ScheduledExecutorService clock, Admin admin, Runnable moved) {
    this.layout = layout;
    this.clock = clock;
    this.admin = admin;
    this.moved = moved;
  }

  @Override
  public void bind(GraphFile graph, ReleasesFile releases)
      throws PlatformFailure, InterruptedException {
    Name name = graph.graph().metadata().name();
    Path folder = layout.graph(name, graph.version());
    AtomicFile.write(folder.resolve("graph.json"), Json.pretty(graph));
    AtomicFile.write(folder.resolve("releases.json"), Json.pretty(releases));
    for (Map.Entry<Replica, Supervised> entry : replicas.entrySet()) {
      if (entry.getKey().graph().equals(name) && entry.getKey().version().equals(graph.version())) {
        Child child = entry.getValue().child();
        admin.post(
            child.port().orElseThrow(() -> new PlatformFailure(entry.getKey() + " is not ready")),
            child.token(),
            "/-/reload");
      }
    }
  }

  @Override
  public void start(ReplicaOrder order, Duration within)
      throws PlatformFailure, InterruptedException {
    Replica replica = order.replica();
    Path version = layout.graph(replica.graph(), replica.version());
    Path folder = version.resolve(replica.folder());
    List<String> arguments =
        List.of(
            version.toString(), folder.toString(), layout.recordings(replica.graph()).toString());
    replicas
        .computeIfAbsent(
            replica,
            _ ->
                new Supervised(
                    new Child(folder),
                    () -> JavaLine.server(order.runtimeLib(), order.resources(), MAIN, arguments),
                    clock,
                    moved))
        .ensure(within);
  }

  @Override
  public void stop(Replica replica) {
    Supervised supervised = replicas.remove(replica);
    if (supervised != null) {
      supervised.stop();
    }
  }

  @Override
  public void flush(Name graph) throws PlatformFailure, InterruptedException {
    for (Map.Entry<Replica, Supervised> entry : replicas.entrySet()) {
      Optional<Integer> port = entry.getValue().child().port();
      if (entry.getKey().graph().equals(graph) && port.isPresent()) {
        admin.post(port.get(), entry.getValue().child().token(), "/-/flush");
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
        .map(port -> "http://127.0.0.1:" + port);
  }

  void release() {
    replicas.values().forEach(Supervised::release);
  }

  void stopAll() {
    List.copyOf(replicas.keySet()).forEach(this::stop);
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
