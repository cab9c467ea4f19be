package dev.millwright.bench.images;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A registry on this machine, with nothing in it: the program `docker-registry`.
final class LocalRegistry implements AutoCloseable {
  private static final Pattern REQUEST =
      Pattern.compile("\"(HEAD|GET|POST|PATCH|PUT) /v2/[^\"]*\" [0-9]{3}");
  private static final int TRIES = 200;
  private static final int PAUSE = 50;

  private final Process process;
  private final Path log;
  private final CountingRelay relay;

  private LocalRegistry(Process process, Path log, CountingRelay relay) {
    this.process = process;
    this.log = log;
    this.relay = relay;
  }

  /// @param folder for its data, its configuration and its log
  static LocalRegistry start(Path program, Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path log = folder.resolve("log");
    Path configuration = folder.resolve("config.yml");
    Files.createDirectories(folder);
    Files.writeString(
        configuration,
        """
        version: 0.1
        log: {accesslog: {disabled: false}, level: error}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:%d"}
        """
            .formatted(folder.resolve("data"), port));
    Process process =
        new ProcessBuilder(program.toString(), "serve", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await(port);
    return new LocalRegistry(process, log, new CountingRelay(port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static void await(int port) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        Thread.sleep(PAUSE);
      }
    }
    throw new IOException("the registry does not start");
  }

  /// Its name for whoever pushes.
  String host() {
    return "localhost:" + relay.port();
  }

  /// How often it was asked so far.
  long requests() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> REQUEST.matcher(line).find()).count();
    }
  }

  /// The bytes that it was sent so far.
  long bytes() {
    return relay.sent();
  }

  @Override
  public void close() throws IOException {
    relay.close();
    process.destroy();
    process.onExit().join();
  }
}
