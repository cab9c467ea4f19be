package dev.millwright.reconciler.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.reconciler.platform.StepLessGraph;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.ReleasesFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A local platform with tiny processes, for one test; at its end none is left.
final class TinyPlatform implements AfterEachCallback {
  private static final Mains TINY =
      new Mains(
          TinyProcess.Graph.class.getName(),
          TinyProcess.Gateway.class.getName(),
          TinyProcess.Job.class.getName());
  static final Duration READY = Duration.ofSeconds(30);
  static final Digest VERSION = Digest.of("graph");
  static final Digest RELEASE = Digest.of("release");

  final Resources resources = new Resources(Optional.of(32L << 20));
  final Replica replica = new Replica(Name.of("predict"), VERSION, Digest.of("s"), 0);
  private final Path folder;
  final StateLayout layout;
  final List<Duration> delays = new CopyOnWriteArrayList<>();
  LocalPlatform platform;

  TinyPlatform() {
    try {
      folder = Files.createTempDirectory("platform").toRealPath();
      layout = new StateLayout(folder.resolve("state"));
      Files.createDirectories(lib());
      jar(lib().resolve("tiny.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    platform = new LocalPlatform(layout, TINY, delays::add);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    platform.stopAll();
    assertThat(Mark.below(layout.root())).isEmpty();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// The daemon goes and another one comes.
  void anotherDaemon() {
    platform.release();
    platform = new LocalPlatform(layout, TINY, delays::add);
  }

  Path lib() {
    return folder.resolve("lib");
  }

  private ImageAt image() {
    return new ImageAt(Digest.of("image"), lib(), List.of());
  }

  JobOrder order(Job job, Duration term) {
    return new JobOrder("run", job, release(), component(), image(), resources, term);
  }

  void start() throws PlatformFailure, InterruptedException {
    platform.graphs().start(new GraphOrder(version(), List.of(replica), image()), READY);
  }

  Path versionFolder() {
    return layout.graph(replica.graph(), VERSION);
  }

  Path replicaFolder() {
    return versionFolder().resolve(replica.folder());
  }

  long pid() {
    return platform.graphs().replicas().getFirst().pid().orElseThrow();
  }

  Routes routes(int port) {
    var graphs = new TreeMap<Digest, SortedMap<Name, List<Replica>>>();
    graphs.put(RELEASE, new TreeMap<>(Map.of(replica.graph(), List.of(replica))));
    return new Routes(
        port, image(), List.of(release()), new TreeMap<>(Map.of(RELEASE, 100)), graphs);
  }

  private Component component() {
    ServingGraph graph = StepLessGraph.of(replica.graph(), resources);
    return new Component(
        graph,
        VERSION,
        VERSION,
        new TreeMap<>(),
        List.of(),
        Optional.empty(),
        new TreeMap<>(),
        Optional.empty());
  }

  private Release release() {
    Component graph = component();
    return new Release(
        RELEASE,
        Name.of("tiny"),
        Name.of("local"),
        Optional.empty(),
        1,
        new TreeMap<>(Map.of(graph.address(), graph)));
  }

  private GraphVersion version() {
    return new GraphVersion(release(), component());
  }

  void bind() throws PlatformFailure, InterruptedException {
    platform.graphs().bind(version(), new ReleasesFile(new TreeMap<>()));
  }

  /// The paths that a process was asked for, in order.
  static List<String> told(Path of) {
    try {
      Path file = of.resolve("told.txt");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for changes in a folder until it is so.
  static void await(Path folder, BooleanSupplier so) throws Exception {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(
          watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      while (!so.getAsBoolean()) {
        watch.take().reset();
      }
    }
  }

  private static void jar(Path file) throws IOException {
    Path classes = Path.of("target/test-classes");
    String name = TinyProcess.class.getName().replace('.', '/');
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (String inner : List.of("", "$Graph", "$Gateway", "$Job")) {
        jar.putNextEntry(new JarEntry(name + inner + ".class"));
        Files.copy(classes.resolve(name + inner + ".class"), jar);
      }
    }
  }
}
