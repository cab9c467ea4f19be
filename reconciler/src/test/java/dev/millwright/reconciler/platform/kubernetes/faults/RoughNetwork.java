package dev.millwright.reconciler.platform.kubernetes.faults;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/// The way to the API server, where part of all requests meet a fault, by dice that fall alike each
/// time.
final class RoughNetwork implements AutoCloseable {
  private static final Duration LATE = Duration.ofMillis(300);

  private final Config config;
  private final URI server;
  private final SSLContext tls;
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> watches = ConcurrentHashMap.newKeySet();
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Random dice;
  private final double share;
  private int requests;
  private int writes;
  private int watchings;
  private int tooLate;

  /// @param config where the API server is
  /// @param share of requests that meet a fault, 0 to 0.5; of watches, which are few, twice that
  RoughNetwork(Config config, long seed, double share) throws IOException {
    this.config = config;
    this.server = URI.create(config.getMasterUrl());
    this.dice = new Random(seed);
    this.share = share;
    try {
      this.tls = SSLUtils.sslContext(config);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    threads.execute(this::admit);
  }

  /// For a client that goes this way.
  Config config() {
    return new ConfigBuilder(config)
        .withMasterUrl("http://127.0.0.1:" + door.getLocalPort() + "/")
        .withHttp2Disable(true)
        .build();
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
    try (client) {
      Optional<Request> request = Request.read(client.getInputStream());
      if (request.isPresent()) {
        serve(request.get(), client);
      }
    } catch (IOException lost) {
      // As on a real network: the other side sees it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Request request, Socket client) throws IOException, InterruptedException {
    Optional<Fault> fault = fault(request);
    if (fault.isEmpty() || fault.get() == Fault.CUT) {
      forward(request, client, fault.isPresent() ? 2 : Integer.MAX_VALUE);
      return;
    }
    switch (fault.get()) {
      case LOST -> client.setSoLinger(true, 0);
      case UNANSWERED -> {
        forward(request, client, 0);
        client.setSoLinger(true, 0);
      }
      case LATE -> {
        var _ = new CountDownLatch(1).await(LATE.toMillis(), TimeUnit.MILLISECONDS);
        forward(request, client, Integer.MAX_VALUE);
      }
      case GONE -> Refusal.expire(request, client.getOutputStream());
      case CONFLICT, TOO_MANY, INTERNAL, UNAVAILABLE, CUT ->
          Refusal.write(fault.get(), client.getOutputStream());
    }
  }

  private synchronized Optional<Fault> fault(Request request) {
    requests++;
    watchings += request.isWatch() ? 1 : 0;
    notifyAll();
    if (request.isWatch() && tooLate > 0) {
      tooLate--;
      faults.merge(Fault.GONE, 1, Integer::sum);
      return Optional.of(Fault.GONE);
    }
    if (dice.nextDouble() >= (request.isWatch() ? 2 * share : share)) {
      return Optional.empty();
    }
    List<Fault> possible =
        request.isWatch() ? Fault.OF_WATCHES : request.isWrite() ? Fault.OF_WRITES : Fault.OF_READS;
    Fault fault = possible.get(dice.nextInt(possible.size()));
    faults.merge(fault, 1, Integer::sum);
    return Optional.of(fault);
  }

  /// @param pieces how much of the answer comes through
  private void forward(Request request, Socket client, int pieces) throws IOException {
    count(request);
    try (Socket api = tls.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
      api.getOutputStream().write(request.alone());
      api.getOutputStream().flush();
      if (request.isWatch()) {
        watches.add(client);
        threads.execute(() -> copyQuietly(client, api));
      }
      copy(api.getInputStream(), client.getOutputStream(), pieces);
    } finally {
      watches.remove(client);
    }
  }

  private synchronized void count(Request request) {
    writes += request.isWrite() ? 1 : 0;
  }

  private static void copyQuietly(Socket from, Socket to) {
    try (to) {
      copy(from.getInputStream(), to.getOutputStream(), Integer.MAX_VALUE);
    } catch (IOException lost) {
      // The other direction ends with it.
    }
  }

  private static void copy(InputStream from, OutputStream to, int pieces) throws IOException {
    byte[] piece = new byte[1 << 14];
    int count = 0;
    for (int size = from.read(piece); size >= 0; size = from.read(piece)) {
      if (count++ >= pieces) {
        return;
      }
      to.write(piece, 0, size);
      to.flush();
    }
  }

  /// All watches break at once, and where they left off nobody remembers.
  ///
  /// @return how many
  int cutWatchesForGood() {
    int open = openWatches();
    synchronized (this) {
      tooLate = open;
    }
    cutWatches();
    return open;
  }

  /// How often a watch was told that it asks too late.
  synchronized int expired() {
    return faults.getOrDefault(Fault.GONE, 0);
  }

  /// All watches break at once.
  void cutWatches() {
    for (Socket watch : watches) {
      try {
        watch.close();
      } catch (IOException closed) {
        // That it is to be.
      }
    }
  }

  /// Waits until watches were asked for so often.
  synchronized void awaitWatchings(int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (watchings < count && System.nanoTime() < end) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
  }

  synchronized int watchings() {
    return watchings;
  }

  int openWatches() {
    return watches.size();
  }

  /// Those that came to the API server.
  synchronized int writes() {
    return writes;
  }

  synchronized String words() {
    return "%d requests, %d faults: %s"
        .formatted(requests, faults.values().stream().mapToInt(it -> it).sum(), faults);
  }

  @Override
  public void close() throws IOException {
    door.close();
    cutWatches();
    threads.shutdownNow();
  }
}
