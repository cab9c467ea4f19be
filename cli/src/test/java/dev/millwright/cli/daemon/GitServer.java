package dev.millwright.cli.daemon;

import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Serves repositories of this machine over git's own protocol, and one that never answers.
final class GitServer implements AutoCloseable {
  private final List<Process> servers = new ArrayList<>();
  private final List<AutoCloseable> hanging = new ArrayList<>();

  String serve(TemporaryRepository repository) {
    int port = freePort();
    Path root = repository.root();
    try {
      Process server =
          new ProcessBuilder(
                  "git",
                  "daemon",
                  "--export-all",
                  "--reuseaddr",
                  "--listen=127.0.0.1",
                  "--port=" + port,
                  "--base-path=" + root.getParent())
              .redirectErrorStream(true)
              .redirectOutput(Files.createTempFile("git", ".log").toFile())
              .start();
      servers.add(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "git://127.0.0.1:%d/%s".formatted(port, root.getFileName());
  }

  /// Takes connections, and says nothing.
  String hang() {
    try {
      ServerSocket silent = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
      hanging.add(silent);
      Thread.ofVirtual().start(() -> accept(silent));
      return "git://127.0.0.1:%d/silent".formatted(silent.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket silent) {
    List<Socket> held = new ArrayList<>();
    try {
      while (!silent.isClosed()) {
        held.add(silent.accept());
      }
    } catch (IOException closed) {
      held.forEach(GitServer::close);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    hanging.forEach(GitServer::close);
    for (Process server : servers) {
      server.descendants().forEach(ProcessHandle::destroy);
      server.destroy();
    }
  }
}
