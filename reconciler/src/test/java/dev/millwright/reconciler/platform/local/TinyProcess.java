package dev.millwright.reconciler.platform.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands in for the runtime's main classes, in processes of its own: needs nothing but the JDK.
/// What it is told is appended to `told.txt` in its folder.
public final class TinyProcess {
  private TinyProcess() {}

  /// Version folder, own folder, recordings.
  public static final class Graph {
    private Graph() {}

    public static void main(String[] arguments) throws Exception {
      Path own = Path.of(arguments[1]);
      if (Files.exists(Path.of(arguments[0]).resolve("broken"))) {
        System.out.println("this graph is broken");
        System.exit(1);
      }
      serve(own, 0, Path.of(arguments[0]).resolve("deaf"));
    }
  }

  /// Its folder.
  public static final class Gateway {
    private Gateway() {}

    public static void main(String[] arguments) throws Exception {
      Path own = Path.of(arguments[0]);
      Matcher port =
          Pattern.compile("\"port\"\\s*:\\s*(\\d+)")
              .matcher(Files.readString(own.resolve("gateway.json")));
      if (!port.find()) {
        throw new IllegalStateException("no port");
      }
      serve(own, Integer.parseInt(port.group(1)), own.resolve("deaf"));
    }
  }

  /// Its folder; waits while there is no file `go` beside it, whose text becomes the result.
  public static final class Job {
    private Job() {}

    public static void main(String[] arguments) throws Exception {
      Path own = Path.of(arguments[0]);
      append(own, "started");
      System.out.println("training");
      Path go = own.resolveSibling("go");
      try (var watch = go.getFileSystem().newWatchService()) {
        go.getParent().register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
        while (!Files.exists(go)) {
          watch.take().reset();
        }
      }
      String result = Files.readString(go);
      if (System.getenv("LOG_LEVEL") != null) {
        append(own, "LOG_LEVEL=" + System.getenv("LOG_LEVEL"));
      }
      if (!result.isEmpty()) {
        write(own.resolve("result.json"), result);
      }
    }
  }

  private static void serve(Path own, int port, Path deaf) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    String token = "Bearer " + System.getenv("MILLWRIGHT_TOKEN");
    server.createContext(
        "/",
        exchange -> {
          boolean may = token.equals(exchange.getRequestHeaders().getFirst("Authorization"));
          append(own, exchange.getRequestURI().getPath());
          answer(exchange, may && !Files.exists(deaf) ? 200 : 403);
        });
    server.start();
    write(
        own.resolve("ready.json"),
        "{\"pid\":%d,\"port\":%d}"
            .formatted(ProcessHandle.current().pid(), server.getAddress().getPort()));
    new CountDownLatch(1).await();
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    byte[] body = "{\"byRelease\":{}}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void append(Path own, String line) throws IOException {
    Files.writeString(
        own.resolve("told.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void write(Path file, String text) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".aside");
    Files.writeString(aside, text);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
