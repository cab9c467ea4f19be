package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A namespace of the cluster that `KUBECONFIG` names, whose node is this machine: so its claim is
/// a folder here, which an oracle can read. Needs `kubectl`, `git` and a Gateway
/// `default/millwright`.
final class TestCluster implements AutoCloseable {
  static final String REGISTRY =
      System.getenv().getOrDefault("MILLWRIGHT_TEST_REGISTRY", "127.0.0.1:5000");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String namespace;
  private final Path state;
  private final Forwarder registry = Forwarder.start(REGISTRY);

  /// Of this run alone: what has been built before has been built by something else.
  private final String repository;

  private final List<List<String>> served = new ArrayList<>();
  private final List<Process> servers = new ArrayList<>();

  private TestCluster(String namespace, Path state) {
    this.namespace = namespace;
    this.state = state;
    this.repository = namespace + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /// Makes the namespace, with a claim and a token.
  static TestCluster make(String namespace) {
    try {
      return make(namespace, Files.createTempDirectory("claim").toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param state the claim's folder, emptied at the end
  static TestCluster make(String namespace, Path state) {
    try {
      Files.createDirectories(state);
      Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
      TestCluster cluster = new TestCluster(namespace, state);
      cluster.remove();
      cluster.apply(cluster.beforehand());
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What an installation finds there.
  private String beforehand() {
    return """
    apiVersion: v1
    kind: Namespace
    metadata: {name: NAME, labels: {pod-security.kubernetes.io/enforce: restricted}}
    ---
    apiVersion: v1
    kind: PersistentVolume
    metadata: {name: NAME-state}
    spec:
      capacity: {storage: 5Gi}
      accessModes: [ReadWriteMany]
      persistentVolumeReclaimPolicy: Retain
      claimRef: {namespace: NAME, name: millwright-state}
      hostPath: {path: FOLDER}
    ---
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: millwright-state, namespace: NAME}
    spec: {accessModes: [ReadWriteMany], storageClassName: "", resources: {requests: {storage: 5Gi}}}
    """
        .replace("NAME", namespace)
        .replace("FOLDER", state.toString());
  }

  /// The claim's folder.
  Path state() {
    return state;
  }

  String namespace() {
    return namespace;
  }

  /// Where images are pushed to and nodes pull them from.
  String images() {
    return REGISTRY + "/" + repository;
  }

  /// Where pods reach that.
  String registry() {
    return "http://" + node() + ":" + registry.port() + "/" + repository;
  }

  /// The address by which pods reach this machine.
  String node() {
    return kubectl(
        "get",
        "nodes",
        "-o",
        "jsonpath={.items[0].status.addresses[?(@.type==\"InternalIP\")].address}");
  }

  /// Serves a repository for pods to read.
  ///
  /// @return its address
  String serve(Path repository) {
    int port = freePort();
    List<String> command =
        List.of(
            "git",
            "daemon",
            "--export-all",
            "--reuseaddr",
            "--port=" + port,
            "--base-path=" + repository.getParent());
    served.add(command);
    servers.add(start(command));
    return "git://%s:%d/%s".formatted(node(), port, repository.getFileName());
  }

  /// Git is away while something is done, and there again after that.
  void withoutGit(Runnable meanwhile) {
    stopServing();
    meanwhile.run();
    served.forEach(command -> servers.add(start(command)));
  }

  private void stopServing() {
    servers.stream().flatMap(server -> server.descendants()).forEach(ProcessHandle::destroy);
    servers.forEach(Process::destroy);
    servers.forEach(server -> server.onExit().join());
    servers.clear();
  }

  private static int freePort() {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Applies objects that say which namespace they are in.
  void apply(String manifests) {
    try {
      Path file = Files.createTempFile("manifests", ".yaml");
      Files.writeString(file, manifests);
      run(List.of("kubectl", "apply", "-f", file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs kubectl in the namespace; it must succeed.
  String kubectl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
    command.addAll(Arrays.asList(arguments));
    return run(command);
  }

  private static String run(List<String> command) {
    try {
      Path out = Files.createTempFile("kubectl", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      boolean isEnded = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      String said = Files.readString(out);
      assertThat(isEnded && process.exitValue() == 0)
          .as("%s%n%s", String.join(" ", command), said)
          .isTrue();
      return said.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The process on this machine that runs in a pod: of those that it has, the first.
  String process(String pod) {
    return ProcessHandle.allProcesses()
        .filter(it -> variables(Long.toString(it.pid())).contains("POD_NAME=" + pod))
        .min(Comparator.comparing(it -> it.info().startInstant().orElse(Instant.MAX)))
        .map(it -> Long.toString(it.pid()))
        .orElseThrow(() -> new AssertionError(pod + " runs on another machine"));
  }

  private static String variables(String pid) {
    try {
      return Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrAnothersOwn) {
      return "";
    }
  }

  void signal(String pid, String signal) {
    try {
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Also what one left that was killed.
  private void remove() {
    kubectl("delete", "namespace", namespace, "--timeout=5m", "--ignore-not-found");
    kubectl("delete", "persistentvolume", namespace + "-state", "--ignore-not-found");
  }

  @Override
  public void close() {
    remove();
    stopServing();
    registry.close();
    try (Stream<Path> files = Files.walk(state)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
