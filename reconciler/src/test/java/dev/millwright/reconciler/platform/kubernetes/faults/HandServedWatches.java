package dev.millwright.reconciler.platform.kubernetes.faults;

import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An API server that has nothing, and watches that a test answers itself, or has cut at a moment
/// of its choice.
public final class HandServedWatches implements AutoCloseable {
  private static final String NOTHING =
      "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"metadata\": {\"resourceVersion\": \"1\"}, \"items\": []}";

  private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Moment> cuts = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Open> open = new LinkedBlockingQueue<>();

  /// A socket that nobody holds is closed by the garbage collector, which is an answer too.
  private final Queue<Socket> silent = new ConcurrentLinkedQueue<>();

  /// When a watch's connection breaks.
  public enum Moment {
    /// The network takes the request and says nothing, ever.
    UNANSWERED,
    REQUEST,
    /// As when another process has the address now.
    REQUEST_RESET,
    GREETING,
    GREETING_RESET,
    HALF_AN_EVENT,
    EVENT,
    EVENT_RESET
  }

  public HandServedWatches() throws IOException {
    threads.execute(this::admit);
  }

  public ConfigBuilder config() {
    return new ConfigBuilder()
        .withAutoConfigure(false)
        .withMasterUrl("http://127.0.0.1:" + door.getLocalPort())
        .withHttp2Disable(true);
  }

  /// Of the watches that are asked for from now on, the first one breaks at the first moment, and
  /// so on; what comes after them stays open.
  public void cut(Moment... moments) {
    cuts.addAll(Arrays.asList(moments));
  }

  /// The next watch that stays open; empty when none is asked for.
  public Optional<Open> next() throws InterruptedException {
    return Optional.ofNullable(open.poll(20, TimeUnit.SECONDS));
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try {
      Optional<Request> request = Request.read(client.getInputStream());
      if (request.isPresent() && request.get().isWebSocket()) {
        watch(request.get(), client);
      } else {
        answer(client);
      }
    } catch (IOException lost) {
      // As on a real network: the other side sees it.
    }
  }

  private static void answer(Socket client) throws IOException {
    try (client) {
      String head =
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
              .formatted(NOTHING.length());
      client.getOutputStream().write((head + NOTHING).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private void watch(Request request, Socket client) throws IOException {
    Moment moment = cuts.poll();
    if (moment == null) {
      Greeting.write(request, client.getOutputStream());
      open.add(new Open(client));
    } else if (moment == Moment.UNANSWERED) {
      silent.add(client);
    } else {
      cut(moment, request, client);
    }
  }

  private static void cut(Moment moment, Request request, Socket client) throws IOException {
    try (client) {
      OutputStream to = client.getOutputStream();
      switch (moment) {
        case UNANSWERED, REQUEST -> {}
        case REQUEST_RESET -> client.setSoLinger(true, 0);
        case GREETING -> Greeting.write(request, to);
        case GREETING_RESET -> {
          Greeting.write(request, to);
          client.setSoLinger(true, 0);
        }
        case HALF_AN_EVENT -> {
          Greeting.write(request, to);
          byte[] event = Greeting.frame(added("half"));
          to.write(event, 0, event.length / 2);
        }
        case EVENT -> {
          Greeting.write(request, to);
          Greeting.say(added("cut"), to);
        }
        case EVENT_RESET -> {
          Greeting.write(request, to);
          Greeting.say(added("cut"), to);
          client.setSoLinger(true, 0);
        }
      }
    }
  }

  private static String added(String name) {
    return """
        {"type": "ADDED", "object": {"kind": "ConfigMap", "apiVersion": "v1", "metadata":
         {"name": "%s", "namespace": "watched", "uid": "%s", "resourceVersion": "2"}}}"""
        .formatted(name, name);
  }

  /// A watch as the server has it.
  public record Open(Socket client) {
    /// That a ConfigMap is there now.
    public void tell(String name) {
      try {
        Greeting.say(added(name), client.getOutputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public void end() {
      try {
        client.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket client : silent) {
      client.close();
    }
    threads.shutdownNow();
  }
}
