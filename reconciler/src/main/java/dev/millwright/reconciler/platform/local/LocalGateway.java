package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.Admin;
import dev.millwright.reconciler.platform.Copied;
import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.GatewayAt;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ProcessState;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.reconciler.state.AtomicFile;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.serving.GatewayFile;
import dev.millwright.spec.serving.GatewayFile.Share;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The gateway as a process.
final class LocalGateway implements Gateway {
  private static final System.Logger LOG = System.getLogger(LocalGateway.class.getName());
  private static final Duration READY = Duration.ofSeconds(60);
  private static final int PORTS_TRIED = 100;

  private final Child child;
  private final Mains mains;
  private final ScheduledExecutorService clock;
  private final Admin admin;
  private final LocalGraphs graphs;
  private @Nullable Supervised process;
  private @Nullable Routes routes;
  private int port;

  LocalGateway(
      StateLayout layout,
      Mains mains,
      ScheduledExecutorService clock,
      Admin admin,
      LocalGraphs graphs) {
    this.child = new Child(layout.gateway());
    this.mains = mains;
    this.clock = clock;
    this.admin = admin;
    this.graphs = graphs;
  }

  @Override
  public synchronized void route(Routes wanted) throws PlatformFailure, InterruptedException {
    routes = wanted;
    port = child.alive().isPresent() ? knownPort().orElse(wanted.port()) : freePort(wanted.port());
    write(wanted);
    if (process == null) {
      process = supervised(wanted.image().runtimeLib());
    }
    port = process.ensure(READY);
    process.tell(admin, "/-/reload");
  }

  private Supervised supervised(Path runtimeLib) {
    Path folder = child.folder();
    Resources resources = new Resources(Optional.empty());
    return new Supervised(
        child,
        () ->
            JavaLine.server(
                folder, runtimeLib, resources, mains.gateway(), List.of(folder.toString())),
        Map::of,
        clock,
        () -> {});
  }

  /// Writes the routes again, because a replica answers somewhere else.
  void refresh() {
    Routes current;
    synchronized (this) {
      current = routes;
    }
    if (current == null) {
      return;
    }
    try {
      route(current);
    } catch (PlatformFailure e) {
      LOG.log(System.Logger.Level.WARNING, "the gateway could not be told of a moved replica", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized SortedMap<Digest, ReleaseTraffic> traffic()
      throws PlatformFailure, InterruptedException {
    return byRelease("byRelease", ReleaseTraffic::of);
  }

  @Override
  public synchronized SortedMap<Digest, Copied> copied()
      throws PlatformFailure, InterruptedException {
    return byRelease("copies", Copied::of);
  }

  private <T> SortedMap<Digest, T> byRelease(String what, Function<JsonNode, T> of)
      throws PlatformFailure, InterruptedException {
    Optional<Integer> answersAt = child.alive().flatMap(_ -> child.port());
    return answersAt.isEmpty()
        ? new TreeMap<>()
        : Admin.byRelease(
            admin.get(Child.url(answersAt.get()), child.token(), "/-/metrics").path(what), of);
  }

  @Override
  public synchronized Optional<GatewayAt> state() {
    if (process == null || routes == null) {
      return Optional.empty();
    }
    Optional<ProcessHandle> alive = child.alive();
    ProcessState state = alive.isPresent() ? ProcessState.READY : ProcessState.RESTARTING;
    return Optional.of(
        new GatewayAt(
            state, alive.map(ProcessHandle::pid), port, routes.port(), process.restarts()));
  }

  synchronized void stop() {
    if (process != null) {
      process.stop();
      process = null;
    }
  }

  synchronized void release() {
    if (process != null) {
      process.release();
    }
  }

  private void write(Routes wanted) {
    List<Share> shares =
        wanted.shares().entrySet().stream()
            .filter(share -> share.getValue() > 0)
            .map(share -> new Share(share.getKey(), share.getValue()))
            .toList();
    SortedMap<Digest, SortedMap<Name, List<String>>> addresses = new TreeMap<>();
    wanted.graphs().forEach((release, byGraph) -> addresses.put(release, addresses(byGraph)));
    AtomicFile.write(
        child.folder().resolve("gateway.json"),
        Json.pretty(
            new GatewayFile(
                port,
                shares,
                addresses,
                wanted
                    .copies()
                    .map(it -> new GatewayFile.Copies(it.release(), List.copyOf(it.graphs()))))));
  }

  private SortedMap<Name, List<String>> addresses(SortedMap<Name, List<Replica>> byGraph) {
    SortedMap<Name, List<String>> addresses = new TreeMap<>();
    byGraph.forEach(
        (graph, replicas) ->
            addresses.put(
                graph,
                replicas.stream().flatMap(replica -> graphs.address(replica).stream()).toList()));
    return addresses;
  }

  private Optional<Integer> knownPort() {
    try {
      return Optional.of(
          Json.read(Files.readString(child.folder().resolve("gateway.json")), GatewayFile.class)
              .port());
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }

  /// The preferred port, or the next one that is free. The port that the gateway had before comes
  /// first.
  private int freePort(int preferred) throws PlatformFailure {
    int first = knownPort().filter(LocalGateway::isFree).orElse(preferred);
    for (int candidate = first; candidate < first + PORTS_TRIED; candidate++) {
      if (isFree(candidate)) {
        return candidate;
      }
    }
    throw new PlatformFailure("no free port from " + first + " to " + (first + PORTS_TRIED));
  }

  private static boolean isFree(int candidate) {
    try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
